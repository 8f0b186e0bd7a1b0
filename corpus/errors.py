"""Errors of the ledger file, one small tree.

    CorpusError            a ledger that cannot do what was asked: which, why, what to do
    ├── NoLedger           there is no file, and none was to be made
    ├── NotALedger         the file is something else
    ├── NewerLedger        written by a newer version of the program
    ├── DamagedLedger      SQLite cannot read parts of it
    ├── LedgerBusy         another program holds it for longer than the waiting time
    ├── LedgerReadOnly     opened for reading, or the file may not be written
    │   └── OlderLedger    written by an older version, and opened for reading only
    ├── ReadOnlyMode       the program was told to write nothing
    ├── BackupFailed       a copy of the ledger could not be made or taken back
    ├── LedgerClosed       the file may not be read
    ├── LedgerFull         no room left on the disk
    ├── NotGrounded        a quote that is not what stands at its place in the text
    ├── UnknownDocument    no document has this number
    ├── UnknownSearch      no search was saved under this name
    ├── UnknownKey         no commitment has this key
    ├── BadEvent           a progress report that cannot be recorded as it is
    ├── BadLexicon         the user's own file of concepts says something the program does not understand
    ├── BadCorrection      a correction that cannot be made as it is
    ├── BadWorkbook        a spreadsheet file that cannot be read back
    ├── BadTemplate        a template of a notice that cannot be used
    ├── BadSettings        the settings file says something that is not understood
    ├── ModelUnavailable   the embedding model is not on this machine
    ├── NoStandard         no standard, or more than one, has this name
    ├── BadStandard        a standard's file does not say what it must
    ├── BadSheet           a workbook of school figures that cannot be read
    └── ExportFailed       the file could not be written

`NotStored` stands in the other tree (`ingest.errors`), because `Intake.error` names what became of a file.
"""

from __future__ import annotations

from ingest.errors import IngestError


class CorpusError(Exception):
    """A ledger that cannot do what was asked.

    `str(error)` is one Chinese line: what, why and what to do.
    """

    def __init__(self, subject: str, reason: str, remedy: str) -> None:
        super().__init__(subject, reason, remedy)
        self.subject = subject
        """The file, key or name that it is about."""
        self.reason = reason
        """Why, one Chinese sentence without full stop."""
        self.remedy = remedy
        """What to do about it."""

    def __str__(self) -> str:
        return f"{self.subject}：{self.reason}；{self.remedy}"


class NoLedger(CorpusError):
    """There is no ledger at this path and none was to be made."""

    def __init__(self, subject: str) -> None:
        super().__init__(subject, "没有这个台账文件", "请检查路径，或先用 taizhang ingest 读入文件建立台账")


class NotALedger(CorpusError):
    """The file is something else."""

    def __init__(self, subject: str) -> None:
        super().__init__(subject, "这不是台账文件", "请换一个路径；原文件没有改动")


class NewerLedger(CorpusError):
    """The file was written by a newer version of the program."""

    def __init__(self, subject: str, found: int, known: int) -> None:
        super().__init__(subject, f"台账由更新的版本写成(第 {found} 版，本程序只认到第 {known} 版)", "请升级 taizhang")
        self.found = found
        self.known = known


class DamagedLedger(CorpusError):
    """SQLite cannot read parts of the file."""

    def __init__(self, subject: str) -> None:
        super().__init__(subject, "台账文件已损坏", "请用备份替换，或另建台账重新读入")


class LedgerBusy(CorpusError):
    """Another program holds the ledger for longer than the waiting time."""

    def __init__(self, subject: str) -> None:
        super().__init__(subject, "台账正被另一个程序写入", "请稍后再试，或关闭那个程序")


class LedgerReadOnly(CorpusError):
    """The ledger was opened for reading, or its file may not be written."""

    def __init__(
        self,
        subject: str,
        reason: str = "台账所在的文件或文件夹不能写入",
        remedy: str = "请检查写权限，或把台账复制到能写的文件夹再用",
    ) -> None:
        super().__init__(subject, reason, remedy)


class OlderLedger(LedgerReadOnly):
    """The file was written by an older version, and was opened for reading, so that it cannot be brought up to date."""

    def __init__(self, subject: str, found: int, known: int) -> None:
        super().__init__(
            subject,
            f"台账由较早的版本写成(第 {found} 版，本程序为第 {known} 版)，只读打开时不能升级",
            "请先不加 --read-only 打开一次(自动升级)；不能写入时，把台账复制到能写的文件夹再打开",
        )
        self.found = found
        self.known = known


class ReadOnlyMode(CorpusError):
    """The program was told to write nothing."""

    def __init__(self, subject: str) -> None:
        super().__init__(subject, "现在是只读模式，不能改台账", "请去掉 --read-only 或环境变量 TAIZHANG_READONLY")


class BackupFailed(CorpusError):
    """A copy of the ledger could not be made or taken back; the ledger is as it was."""


class LedgerClosed(CorpusError):
    """The file may not even be read."""

    def __init__(self, subject: str) -> None:
        super().__init__(subject, "没有权限打开这个台账文件", "请检查文件的读权限")


class LedgerFull(CorpusError):
    """No room left on the disk."""

    def __init__(self, subject: str) -> None:
        super().__init__(subject, "磁盘已满或写入出错", "请腾出空间后再试；已写入的内容完好")


class NotGrounded(CorpusError):
    """A quote is not what stands at its place in the text; nothing was written."""

    def __init__(self, subject: str, quote: str) -> None:
        super().__init__(subject, f"引文与原文位置不符(“{quote[:30]}”)", "这是程序错误，该文件没有写入，请报告")


class UnknownKey(CorpusError):
    """No commitment, present or past, has this key."""

    def __init__(self, key: str) -> None:
        super().__init__(key, "台账里没有这个编号的承诺", "请用 taizhang list 查看编号")


class UnknownDocument(CorpusError):
    """No document of the ledger has this number."""

    def __init__(self, number: str) -> None:
        super().__init__(number, "台账里没有这个编号的文件", "请用 taizhang documents 查看编号")


class UnknownSearch(CorpusError):
    """No search was saved under this name."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "没有保存过这个检索", "请用 taizhang searches 查看名称")


class BadEvent(CorpusError):
    """A progress report that cannot be recorded as it is."""


class BadLexicon(CorpusError):
    """The user's own file of concepts cannot be read as one."""

    def __init__(self, subject: str, reason: str) -> None:
        super().__init__(subject, f"自定义词表读不懂({reason})", "请改正这个文件，或用 --no-concepts 不用词表")


class BadCorrection(CorpusError):
    """A correction that cannot be made as it is; nothing was changed."""


class BadWorkbook(CorpusError):
    """A spreadsheet file that cannot be read back; nothing was changed."""

    def __init__(self, subject: str, reason: str, remedy: str = "请用表格软件另存为 XLSX 再试") -> None:
        super().__init__(subject, reason, remedy)


class BadTemplate(CorpusError):
    """A template of a notice that cannot be used; nothing was written."""


class BadSettings(CorpusError):
    """The settings file says something that is not understood; nothing was done."""

    def __init__(self, subject: str, reason: str) -> None:
        super().__init__(subject, reason, "请照 docs/staff.md 改好，或移走这个文件用默认设置")


class ModelUnavailable(CorpusError):
    """The embedding model is not on this machine, and was not to be fetched or could not be."""

    def __init__(self, name: str, *, unreachable: bool = False) -> None:
        """`unreachable`: it was to be fetched, and the place that it would come from does not answer."""
        if unreachable:
            reason = "本机没有这个向量模型，也连不上下载它的网站"
            advice = "请检查网络（镜像站用环境变量 HF_ENDPOINT 指定），或给出模型的文件夹，或不加 --model 用自带模型"
        else:
            reason = "本机没有这个向量模型"
            advice = "请给出已下载模型的文件夹，或加 --download 联网下载，或不加 --model 用自带模型"
        super().__init__(name, reason, advice)


class ExportFailed(CorpusError):
    """The file could not be written."""

    def __init__(self, subject: str, reason: str, remedy: str = "请换一个路径，或关闭正打开它的程序") -> None:
        super().__init__(subject, reason, remedy)


class NotStored(IngestError):
    """The file was read, but could not be written down in the ledger."""


class NoStandard(CorpusError):
    """No standard, or more than one, has this name."""

    def __init__(self, subject: str, names: list[str]) -> None:
        self.names = names
        super().__init__(subject, "没有这个标准，或不止一个", f"可用：{'、'.join(names)}；见 taizhang standards list")


class BadStandard(CorpusError):
    """A standard's file does not say what it must."""

    def __init__(
        self, subject: str, reason: str, remedy: str = "请改好文件，再用 taizhang standards validate 检查"
    ) -> None:
        super().__init__(subject, reason, remedy)


class BadSheet(CorpusError):
    """A workbook of school figures that cannot be read."""

    def __init__(self, subject: str, reason: str) -> None:
        super().__init__(subject, reason, "请用 taizhang schools template 取模板填写")
