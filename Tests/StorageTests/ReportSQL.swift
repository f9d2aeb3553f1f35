/// The figures of a report on 1 December 2026 in SQL alone: label and number of each line that has one.
enum ReportSQL {
  private static let inPeriod = "BETWEEN unixepoch('2025-12-02') AND unixepoch('2026-12-02') - 1"
  private static let now = "unixepoch('2026-12-01 12:00')"
  private static let usd = "d.currency = 'USD'"
  private static let active = "d.currency = 'USD' AND d.status IN ('open', 'stalled')"
  private static let won = "d.currency = 'USD' AND d.status = 'won' AND d.closed_at \(inPeriod)"
  private static let lost = "d.currency = 'USD' AND d.status = 'lost' AND d.closed_at \(inPeriod)"
  private static let bucket = """
    CASE WHEN d.expected_close IS NULL THEN 'no date' WHEN d.expected_close < unixepoch('2026-12-01') THEN 'past due'
      WHEN d.expected_close < unixepoch('2027-01-01') THEN 'Dec 2026'
      WHEN d.expected_close < unixepoch('2027-02-01') THEN 'Jan 2027'
      WHEN d.expected_close < unixepoch('2027-03-01') THEN 'Feb 2027'
      WHEN d.expected_close < unixepoch('2027-04-01') THEN 'Mar 2027' ELSE 'later' END
    """
  private static let owner = "coalesce((SELECT name FROM users WHERE id = d.owner_id), 'no owner')"
  private static let due = """
    (SELECT t.due_at FROM tasks AS t WHERE t.deal_id = d.id AND t.status = 'pending' AND t.due_at IS NOT NULL
      ORDER BY iif(t.due_at % 86400 = 0, t.due_at + 36000, t.due_at) LIMIT 1)
    """

  /// How far each deal came, and the days that deals now won were in each stage.
  private static let furthest = """
    (SELECT max(s.position) FROM stage_history AS h JOIN stages AS s ON s.id = h.to_stage_id
      WHERE h.deal_id = d.id AND s.type <> 'lost')
    """
  private static let medians = """
    WITH visits AS (
      SELECT h.deal_id, h.to_stage_id, h.entered_at,
        lead(h.entered_at) OVER (PARTITION BY h.deal_id ORDER BY h.id) AS left_at FROM stage_history AS h),
    stays AS (
      SELECT v.to_stage_id AS stage, v.deal_id,
        sum(min(coalesce(v.left_at, d.closed_at), d.closed_at) - v.entered_at) / 86400 AS days
      FROM visits AS v JOIN deals AS d ON d.id = v.deal_id JOIN stages AS s ON s.id = v.to_stage_id
      WHERE d.status = 'won' AND s.type = 'open' GROUP BY 1, 2),
    ranked AS (
      SELECT stage, days, row_number() OVER (PARTITION BY stage ORDER BY days) AS place,
        count(*) OVER (PARTITION BY stage) AS stays FROM stays),
    medians AS (
      SELECT stage, sum(days) / count(*) AS days FROM ranked
      WHERE stays >= 5 AND place IN ((stays + 1) / 2, (stays + 2) / 2) GROUP BY stage)
    """

  private static func byStage(_ condition: String) -> String {
    """
    \(medians) SELECT s.name, count(*) FROM deals AS d JOIN stages AS s ON s.id = d.stage_id JOIN medians AS m ON m.stage = s.id
    WHERE \(active) AND \(condition) GROUP BY s.id
    """
  }
  private static let age = "((\(now) - d.stage_entered_at) / 86400)"

  static let figures: [(name: String, sql: String)] = [
    (
      "funnel/deals",
      """
      SELECT s.name, count(*) FROM deals AS d JOIN stages AS s ON s.type <> 'lost' AND s.position <= coalesce(\(furthest), 0)
      WHERE \(usd) AND d.created_at \(inPeriod) GROUP BY s.id
      """
    ),
    (
      "win_rate/won",
      "SELECT 'by count', count(*) FROM deals AS d WHERE \(won) UNION ALL SELECT 'by value', sum(d.value) FROM deals AS d WHERE \(won)"
    ),
    ("velocity/open deals", "SELECT 'velocity', count(*) FROM deals AS d WHERE \(active)"),
    ("forecast/deals", "SELECT \(bucket), count(*) FROM deals AS d WHERE \(active) GROUP BY 1"),
    ("forecast/open", "SELECT \(bucket), sum(d.value) FROM deals AS d WHERE \(active) GROUP BY 1"),
    (
      "forecast/weighted",
      """
      SELECT row, sum(part) FROM (
        SELECT \(bucket) AS row, (2 * sum(d.value) * s.probability + 100) / 200 AS part
        FROM deals AS d JOIN stages AS s ON s.id = d.stage_id WHERE \(active) GROUP BY 1, s.id) GROUP BY 1
      """
    ),
    (
      "age/deals",
      "SELECT s.name, count(*) FROM deals AS d JOIN stages AS s ON s.id = d.stage_id WHERE \(active) GROUP BY s.id"
    ),
    ("age/median", "\(medians) SELECT s.name, m.days FROM medians AS m JOIN stages AS s ON s.id = m.stage"),
    ("age/to median", byStage("\(age) <= m.days")),
    ("age/to twice", byStage("\(age) > m.days AND \(age) <= 2 * m.days")),
    ("age/beyond", byStage("\(age) > 2 * m.days")),
    ("lost/deals", "SELECT coalesce(d.loss_reason, 'no reason'), count(*) FROM deals AS d WHERE \(lost) GROUP BY 1"),
    (
      "lost/value", "SELECT coalesce(d.loss_reason, 'no reason'), sum(d.value) FROM deals AS d WHERE \(lost) GROUP BY 1"
    ),
    ("owners/won", "SELECT \(owner), sum(d.value) FROM deals AS d WHERE \(won) GROUP BY 1"),
    ("owners/open", "SELECT \(owner), sum(d.value) FROM deals AS d WHERE \(active) GROUP BY 1"),
    ("owners/no step", "SELECT \(owner), count(*) FROM deals AS d WHERE \(active) AND \(due) IS NULL GROUP BY 1"),
    (
      "owners/overdue",
      """
      SELECT \(owner), count(*) FROM deals AS d
      WHERE \(active) AND iif(\(due) % 86400 = 0, \(due) < unixepoch('2026-12-01'), \(due) < \(now)) GROUP BY 1
      """
    ),
  ]
}
