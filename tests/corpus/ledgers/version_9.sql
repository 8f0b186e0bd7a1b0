-- A ledger as version 9 of the file wrote it: tests/corpus/test_migrations.py brings it up to date.
CREATE TABLE meta(
  name text primary key,
  value
) without rowid;
CREATE TABLE document(
  id integer primary key autoincrement,
  identity text not null,
  version integer not null check (version > 0),
  current integer not null check (current in (0, 1)),
  sha256 text not null unique,
  content text not null,
  source text not null,
  path text not null,
  format text not null,
  status text not null,
  pages integer,
  title text,
  doc_number text,
  issuer text,
  region text,
  region_code text,
  region_parents text not null default '',
  level text,
  issued text,
  released text,
  period_from integer,
  period_to integer,
  header text not null,
  tables text not null,
  problems text not null,
  repairs text not null,
  text text not null,
  commitments integer not null,
  measures integer not null,
  facts integer not null,
  problem_count integer not null,
  added text not null, copy_of integer references document(id) deferrable initially deferred, copies integer not null default 0, key text not null default '',
  unique (identity, version)
);
CREATE TABLE heading(
  document integer not null references document(id),
  n integer not null,
  level integer not null,
  marker text,
  title text not null,
  start integer not null,
  end integer not null,
  parent integer,
  path text not null,
  primary key (document, n)
) without rowid;
CREATE TABLE block(
  document integer not null references document(id),
  n integer not null,
  start integer not null,
  end integer not null,
  kind text not null,
  section integer,
  heading integer,
  page integer,
  x0 real, top real, x1 real, bottom real,
  table_n integer,
  row_n integer,
  column_n integer,
  breaks text not null default '[]', confidence real,
  primary key (document, n)
) without rowid;
CREATE TABLE commitment(
  id integer primary key autoincrement,
  document integer not null references document(id),
  current integer not null check (current in (0, 1)),
  n integer not null,
  key text not null,
  start integer not null,
  end integer not null,
  quote text not null,
  section integer,
  section_path text not null,
  page integer,
  subject text not null,
  deadline text,
  deadline_start integer,
  deadline_end integer,
  recurrence text,
  force text not null,
  confidence real not null,
  doubts text not null,
  rules text not null, due text, every text, rejected integer not null default 0, recognised real,
  unique (document, key),
  unique (document, n)
);
CREATE TABLE measure(
  id integer primary key autoincrement,
  document integer not null references document(id),
  commitment integer references commitment(id),
  n integer not null,
  role text not null,
  start integer not null,
  end integer not null,
  quote text not null,
  subject text not null,
  scope text,
  comparator text not null,
  value text not null,
  high text,
  unit text,
  per text,
  deadline text,
  recurrence text,
  indicator text,
  value_start integer,
  value_end integer,
  responsible text not null,
  rules text not null,
  confidence real not null
, key text, rejected integer not null default 0);
CREATE TABLE organisation(
  id integer primary key,
  written text not null,
  name text not null,
  unique (written, name)
);
CREATE TABLE responsibility(
  commitment integer not null references commitment(id),
  n integer not null,
  organisation integer not null references organisation(id),
  duty text not null check (duty in ('lead', 'support', 'responsible')),
  canonical integer not null check (canonical in (0, 1)),
  counts integer not null check (counts in (0, 1)),
  start integer,
  end integer,
  primary key (commitment, n)
) without rowid;
CREATE TABLE clause(
  id integer primary key autoincrement,
  document integer not null references document(id),
  start integer not null,
  end integer not null,
  section integer,
  page integer,
  commitment integer references commitment(id),
  body text not null
);
CREATE TABLE event(
  id integer primary key autoincrement,
  uid text not null unique,
  key text not null,
  standing text not null check (standing in ('declared', 'verified')),
  progress text not null check (progress in ('not_started', 'in_progress', 'done', 'blocked', 'cancelled')),
  author text not null,
  at text not null,
  value text,
  unit text,
  note text,
  evidence text,
  period text not null default '',
  undoes text,
  origin text not null,
  written text not null
);
CREATE TABLE state(
  key text primary key,
  progress text not null,
  declared integer references event(id),
  verified integer references event(id),
  closed integer not null check (closed in (0, 1)),
  opens text,
  due text
) without rowid;
CREATE TABLE saved_search(
  name text primary key,
  query text not null,
  options text not null,
  saved text not null
);
CREATE VIRTUAL TABLE clause_words using fts5(
  seg, content='', tokenize="unicode61 remove_diacritics 0 tokenchars '%.'"
);
CREATE VIRTUAL TABLE commitment_words using fts5(
  seg, content='', tokenize="unicode61 remove_diacritics 0 tokenchars '%.'"
);
CREATE TABLE correction(
  id integer primary key autoincrement,
  uid text not null unique,
  key text not null,
  field text not null,
  action text not null check (action in ('confirm', 'correct', 'reject', 'undo')),
  value text,
  was text not null,
  author text not null,
  reason text,
  at text not null,
  undoes text,
  origin text not null
);
CREATE TABLE original(
  commitment integer primary key references commitment(id),
  body text not null
);
CREATE TABLE evidence(
  id integer primary key autoincrement,
  key text not null,
  sentence text not null,
  source text not null,
  decision text not null check (decision in ('accept', 'reject')),
  author text not null,
  reason text,
  at text not null,
  event text
);
CREATE TABLE likeness(
  hash integer not null,
  document integer not null references document(id),
  primary key (hash, document)
) without rowid;
CREATE TABLE file(
  path text primary key,
  sha256 text,
  size integer,
  changed integer,
  outcome text not null check (outcome in ('ok', 'partial', 'low_quality', 'empty', 'refused')),
  reason text,
  remedy text,
  document integer references document(id) deferrable initially deferred,
  seconds real not null,
  at text not null
) without rowid;
CREATE TABLE original_fact(
  measure integer primary key references measure(id),
  body text not null
);
CREATE TABLE original_header(
  document integer primary key references document(id),
  body text not null
);
insert into meta values('generation', 1);
insert into meta values('ledger', 'fc317ebad661d5e56789ca3541f87598');
insert into meta values('terms', 'characters');
insert into document values(1, '文号:甲', 1, 1, 'f368dbd12348ccd4dcf394f6e95ecbbf34e32cd366796ce2277f8deba0eb8488', '02dd7119d2c6f94676992ac2b103ae52515fdd4ae2e25b42c81e5a0fda24ef10', 'plan.txt', '/plans/plan.txt', 'txt', 'ok', null, '青禾县推进义务教育优质均衡发展实施方案', null, null, '青禾县', '229901', '甲省 乙市', 'county', null, null, null, null, '{"title":"青禾县推进义务教育优质均衡发展实施方案","doc_number":null,"issuer":null,"region":{"name":"青禾县","code":"229901","level":"county","parents":["甲省","乙市"]},"level":"county","issued":null,"released":null,"period":null,"cites":[],"places":{}}', '[]', '[]', '[]', '青禾县推进义务教育优质均衡发展实施方案
一、主要任务
(一)强化教师队伍
推进校长教师交流轮岗，每学年交流轮岗教师比例不低于10%。2025年底前，每百名学生拥有骨干教师1人以上。
(二)改善办学条件
小学标准班额不超过45人。到2024年，全面消除大班额。
二、保障措施
各乡镇要加强组织领导，确保随迁子女平等接受义务教育。
', 3, 3, 1, 0, '2026-11-22T12:47:47Z', null, 0, 'h03da90b1659d84f');
insert into heading values(1, 0, 1, '一、', '主要任务', 20, 26, null, '一、主要任务');
insert into heading values(1, 1, 2, '(一)', '强化教师队伍', 27, 36, 0, '一、主要任务 › (一)强化教师队伍');
insert into heading values(1, 2, 2, '(二)', '改善办学条件', 91, 100, 0, '一、主要任务 › (二)改善办学条件');
insert into heading values(1, 3, 1, '二、', '保障措施', 130, 136, null, '二、保障措施');
insert into block values(1, 0, 0, 19, 'paragraph', null, null, null, null, null, null, null, null, null, null, '[]', null);
insert into block values(1, 1, 20, 26, 'heading', 0, 0, null, null, null, null, null, null, null, null, '[]', null);
insert into block values(1, 2, 27, 36, 'heading', 1, 1, null, null, null, null, null, null, null, null, '[]', null);
insert into block values(1, 3, 37, 90, 'paragraph', 1, null, null, null, null, null, null, null, null, null, '[]', null);
insert into block values(1, 4, 91, 100, 'heading', 2, 2, null, null, null, null, null, null, null, null, '[]', null);
insert into block values(1, 5, 101, 129, 'paragraph', 2, null, null, null, null, null, null, null, null, null, '[]', null);
insert into block values(1, 6, 130, 136, 'heading', 3, 3, null, null, null, null, null, null, null, null, '[]', null);
insert into block values(1, 7, 137, 163, 'paragraph', 3, null, null, null, null, null, null, null, null, null, '[]', null);
insert into commitment values(1, 1, 1, 0, '7f37fdb0f6c71707', 37, 66, '推进校长教师交流轮岗，每学年交流轮岗教师比例不低于10%。', 1, '一、主要任务 › (一)强化教师队伍', null, '推进校长教师交流轮岗', null, null, null, null, 'shall', 1.0, '["没有期限"]', '[]', null, 'school_year', 0, null);
insert into commitment values(2, 1, 1, 1, 'b158702d729f2d56', 66, 90, '2025年底前，每百名学生拥有骨干教师1人以上。', 1, '一、主要任务 › (一)强化教师队伍', null, '2025年底前，每百', '2025-12-31', 66, 73, null, 'shall', 1.0, '[]', '[]', '2025-12-31', null, 0, null);
insert into commitment values(3, 1, 1, 2, '7e834216ed91fa5b', 101, 114, '小学标准班额不超过45人。', 2, '一、主要任务 › (二)改善办学条件', null, '小学标准班额不超过4', '2024-12-31', null, null, null, 'shall', 1.0, '[]', '[]', '2024-12-31', null, 0, null);
insert into measure values(1, 1, 1, 0, 'commitment', 48, 65, '每学年交流轮岗教师比例不低于10%', '交流轮岗教师比例', null, '>=', '10', null, '%', '每学年', null, '每学年', 'government.teacher_rotation', null, null, '[]', '["quantity.floor"]', 1.0, null, 0);
insert into measure values(2, 1, 2, 0, 'commitment', 74, 89, '每百名学生拥有骨干教师1人以上', '骨干教师', null, '>=', '1', null, '人', null, '2025-12-31', null, 'resource.backbone_teachers', null, null, '[["县教育局","lead",null,null]]', '[]', 1.0, null, 0);
insert into measure values(3, 1, 3, 0, 'commitment', 101, 113, '小学标准班额不超过45人', '标准班额', '小学', '<=', '40', '45.5', '人', null, null, null, 'government.class_size', null, null, '[]', '[]', 1.0, null, 0);
insert into measure values(4, 1, null, 0, 'status', 114, 120, '到2024年', '指标', null, '>=', '2024', null, null, null, null, null, null, null, null, '[]', '[]', 1.0, 's9d765c6840a505e', 0);
insert into organisation values(1, '县教育局', '青禾县教育局');
insert into organisation values(2, '县委编办', '县委编办');
insert into organisation values(3, '县教育局', '县教育局');
insert into responsibility values(1, 0, 1, 'lead', 1, 1, null, null);
insert into responsibility values(1, 1, 2, 'support', 0, 1, null, null);
insert into responsibility values(2, 0, 3, 'lead', 0, 1, null, null);
insert into clause values(1, 1, 0, 19, null, null, null, '青禾县推进义务教育优质均衡发展实施方案');
insert into clause values(2, 1, 20, 26, 0, null, null, '一、主要任务');
insert into clause values(3, 1, 27, 36, 1, null, null, '(一)强化教师队伍');
insert into clause values(4, 1, 37, 66, 1, null, 1, '推进校长教师交流轮岗，每学年交流轮岗教师比例不低于10%。');
insert into clause values(5, 1, 66, 90, 1, null, 2, '2025年底前，每百名学生拥有骨干教师1人以上。');
insert into clause values(6, 1, 91, 100, 2, null, null, '(二)改善办学条件');
insert into clause values(7, 1, 101, 114, 2, null, 3, '小学标准班额不超过45人。');
insert into clause values(8, 1, 114, 129, 2, null, null, '到2024年，全面消除大班额。');
insert into clause values(9, 1, 130, 136, 3, null, null, '二、保障措施');
insert into clause values(10, 1, 137, 163, 3, null, null, '各乡镇要加强组织领导，确保随迁子女平等接受义务教育。');
insert into event values(1, '0660dce2636111bbb4f9aa', '7f37fdb0f6c71707', 'declared', 'done', '甲', '2025-01-01T00:00:00Z', null, null, null, null, '2024-2025', null, 'fc317ebad661d5e56789ca3541f87598', '2026-11-22T12:47:47Z');
insert into state values('7f37fdb0f6c71707', 'done', 1, null, 0, '2025-09-01', '2026-08-31');
insert into clause_words(rowid, seg) values(1, '青 禾 县 推 进 义 务 教 育 优 质 均 衡 发 展 实 施 方 案');
insert into clause_words(rowid, seg) values(2, '一 主 要 任 务');
insert into clause_words(rowid, seg) values(3, '一 强 化 教 师 队 伍');
insert into clause_words(rowid, seg) values(4, '推 进 校 长 教 师 交 流 轮 岗 每 学 年 交 流 轮 岗 教 师 比 例 不 低 于 10 %');
insert into clause_words(rowid, seg) values(5, '2025 年 底 前 每 百 名 学 生 拥 有 骨 干 教 师 1 人 以 上');
insert into clause_words(rowid, seg) values(6, '二 改 善 办 学 条 件');
insert into clause_words(rowid, seg) values(7, '小 学 标 准 班 额 不 超 过 45 人');
insert into clause_words(rowid, seg) values(8, '到 2024 年 全 面 消 除 大 班 额');
insert into clause_words(rowid, seg) values(9, '二 保 障 措 施');
insert into clause_words(rowid, seg) values(10, '各 乡 镇 要 加 强 组 织 领 导 确 保 随 迁 子 女 平 等 接 受 义 务 教 育');
insert into commitment_words(rowid, seg) values(1, '推 进 校 长 教 师 交 流 轮 岗 每 学 年 交 流 轮 岗 教 师 比 例 不 低 于 10 % ꙮ 推 进 校 长 教 师 交 流 轮 岗 ꙮ 县 教 育 局 ꙮ 青 禾 县 教 育 局 ꙮ 县 委 编 办 ꙮ 青 禾 县');
insert into commitment_words(rowid, seg) values(2, '2025 年 底 前 每 百 名 学 生 拥 有 骨 干 教 师 1 人 以 上 ꙮ 2025 年 底 前 每 百 ꙮ 县 教 育 局 ꙮ 青 禾 县');
insert into commitment_words(rowid, seg) values(3, '小 学 标 准 班 额 不 超 过 45 人 ꙮ 小 学 标 准 班 额 不 超 过 4 ꙮ 青 禾 县');
CREATE UNIQUE INDEX document_current on document(identity) where current = 1;
CREATE INDEX commitment_key on commitment(key, current);
CREATE INDEX commitment_now on commitment(current, id, deadline, key);
CREATE INDEX commitment_deadline on commitment(deadline) where current = 1;
CREATE INDEX measure_commitment on measure(commitment, n);
CREATE INDEX measure_indicator on measure(indicator, commitment) where indicator is not null;
CREATE INDEX measure_fact on measure(document, n) where commitment is null;
CREATE INDEX responsibility_organisation on responsibility(organisation, commitment, counts);
CREATE INDEX clause_document on clause(document);
CREATE INDEX clause_commitment on clause(commitment) where commitment is not null;
CREATE INDEX event_key on event(key, at, uid);
CREATE INDEX commitment_every on commitment(every, current) where every is not null;
CREATE INDEX measure_place on measure(document, start);
CREATE INDEX correction_key on correction(key, uid);
CREATE INDEX commitment_due on commitment(current, due, every, document, key);
CREATE INDEX evidence_key on evidence(key, sentence);
CREATE INDEX document_copy on document(copy_of) where copy_of is not null;
CREATE INDEX likeness_document on likeness(document);
CREATE INDEX file_document on file(document) where document is not null;
CREATE INDEX document_key on document(key);
CREATE INDEX measure_key on measure(key) where key is not null;
CREATE TRIGGER event_no_update before update on event begin
  select raise(abort, 'events are append-only');
end;
CREATE TRIGGER event_no_delete before delete on event begin
  select raise(abort, 'events are append-only');
end;
CREATE TRIGGER correction_no_update before update on correction begin
  select raise(abort, 'corrections are append-only');
end;
CREATE TRIGGER correction_no_delete before delete on correction begin
  select raise(abort, 'corrections are append-only');
end;
CREATE TRIGGER evidence_no_update before update on evidence begin
  select raise(abort, 'decisions are append-only');
end;
CREATE TRIGGER evidence_no_delete before delete on evidence begin
  select raise(abort, 'decisions are append-only');
end;
CREATE VIEW v_documents as
  select id, source, path, identity, version, title, doc_number, issuer, region, region_code, level, issued, released,
         period_from, period_to, format, status, commitments, measures, facts, problem_count as problems, added
  from document where current = 1;
CREATE VIEW v_measures as
  select c.key, d.source, d.region, m.subject, m.scope, m.comparator, cast(m.value as real) as value,
         cast(m.high as real) as high, m.unit, m.per, m.deadline, m.recurrence, m.indicator, m.quote, m.confidence,
         m.start, m.end, m.id, m.document
  from measure m join commitment c on c.id = m.commitment join document d on d.id = m.document
  where c.current = 1;
CREATE VIEW v_responsibilities as
  select c.key, o.name as organisation, o.written, r.duty, c.deadline, c.subject, d.source
  from responsibility r join commitment c on c.id = r.commitment join organisation o on o.id = r.organisation
  join document d on d.id = c.document where c.current = 1;
CREATE VIEW v_latest as
  select e.key, e.standing, e.progress, e.author, e.at, e.value, e.note, e.evidence, e.id, e.unit, e.period, e.uid
  from state s join event e on e.id = s.declared
  union all
  select e.key, e.standing, e.progress, e.author, e.at, e.value, e.note, e.evidence, e.id, e.unit, e.period, e.uid
  from state s join event e on e.id = s.verified;
CREATE VIEW v_progress as
  select s.key, s.progress, e.standing, e.author, e.at, s.opens, s.due
  from state s join event e on e.id = coalesce(s.verified, s.declared);
CREATE VIEW v_commitments as
  select c.key, d.source, d.title, d.region, c.section_path as section, c.page, c.subject, c.quote, c.deadline,
         c.recurrence, c.force, c.confidence, coalesce(s.progress, 'not_started') as progress,
         (select group_concat(name, '、') from (select o.name from responsibility r
            join organisation o on o.id = r.organisation where r.commitment = c.id order by r.n)) as responsible,
         c.start, c.end, c.id, c.document
  from commitment c join document d on d.id = c.document left join state s on s.key = c.key
  where c.current = 1;
CREATE VIEW v_events as
  select id, key, standing, progress, author, at, value, note, evidence, unit, period, uid, undoes, origin, written
  from event;
CREATE VIEW v_clauses as
  select cl.id, d.source, d.region, h.path as section, cl.page, cl.body as text, c.key, cl.start, cl.end, cl.document
  from clause cl join document d on d.id = cl.document
  left join heading h on h.document = cl.document and h.n = cl.section
  left join commitment c on c.id = cl.commitment;
CREATE VIEW v_corrections as
  select id, key, field, action, value, was, author, reason, at, uid, undoes, origin from correction;
CREATE VIEW v_files as
  select path, outcome, reason, document, seconds, at from file;
CREATE VIEW v_facts as
  select d.source, d.region, m.role, m.subject, m.scope, m.comparator, cast(m.value as real) as value,
         cast(m.high as real) as high, m.unit, m.per, m.deadline, m.indicator, m.quote, m.confidence,
         m.start, m.end, m.id, m.document, m.key
  from measure m join document d on d.id = m.document
  where m.commitment is null and m.rejected = 0 and d.current = 1;
CREATE TABLE match(
  id integer primary key autoincrement,
  uid text not null unique,
  parent text not null,
  local text not null,
  action text not null check (action in ('confirm', 'reject', 'undo')),
  author text not null,
  at text not null,
  undoes text,
  origin text not null
);
CREATE INDEX match_parent on match(parent, uid);
CREATE TRIGGER match_no_update before update on match begin
  select raise(abort, 'matches are append-only');
end;
CREATE TRIGGER match_no_delete before delete on match begin
  select raise(abort, 'matches are append-only');
end;
CREATE VIEW v_matches as
  select id, parent, local, action, author, at, uid, undoes, origin from match;
pragma application_id = 1415203911;
pragma user_version = 9;
