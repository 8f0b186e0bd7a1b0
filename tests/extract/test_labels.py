from extract.labels import indicator_label, indicator_labels


def test_every_indicator_has_a_name() -> None:
    labels = indicator_labels()
    assert len(labels) == 33 and len(set(labels.values())) == 33
    assert all(name != key for key, name in labels.items())


def test_names() -> None:
    assert indicator_label("government.class_size") == "班额"
    assert indicator_label("no.such") == "no.such"
