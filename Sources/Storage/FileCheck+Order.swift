import Sales

// Histories, pipelines and stages: what stands in an order.
extension FileCheck {
  /// Every entry goes on from the one before, the first from nowhere, and the last is where and since when the deal is.
  static let histories = [
    FileCheck(
      sql: "SELECT id FROM deals AS d WHERE NOT EXISTS (SELECT 1 FROM stage_history WHERE deal_id = d.id)",
      words: { "\($0.text(0)) has no stage_history" }),
    FileCheck(
      sql: """
        SELECT id, deal_id, before IS NULL FROM (
          SELECT id, deal_id, from_stage_id, to_stage_id,
            lag(to_stage_id) OVER (PARTITION BY deal_id ORDER BY id) AS before FROM stage_history)
        WHERE from_stage_id IS NOT before OR from_stage_id IS to_stage_id
        """,
      words: {
        $0.integer(2) == 1
          ? "stage_history of \($0.text(1)) does not begin with an entry from nowhere (\($0.text(0)))"
          : "stage_history of \($0.text(1)) is broken at \($0.text(0))"
      }),
    FileCheck(
      sql: """
        SELECT d.id, h.to_stage_id IS d.stage_id, h.id FROM deals AS d
        JOIN (SELECT deal_id, max(id) AS last FROM stage_history GROUP BY deal_id) AS l ON l.deal_id = d.id
        JOIN stage_history AS h ON h.id = l.last
        WHERE h.to_stage_id IS NOT d.stage_id OR h.entered_at IS NOT d.stage_entered_at
        """,
      words: {
        $0.integer(1) == 1
          ? "stage_entered_at of \($0.text(0)) is not that of its last stage_history (\($0.text(2)))"
          : "stage_history of \($0.text(0)) does not end in its stage (\($0.text(2)))"
      },
      repair: (
        """
        UPDATE deals AS d SET stage_entered_at = h.entered_at FROM stage_history AS h
        WHERE h.id = (SELECT max(id) FROM stage_history WHERE deal_id = d.id)
          AND h.to_stage_id = d.stage_id AND h.entered_at <> d.stage_entered_at;
        """, "set stage_entered_at by stage_history"
      )),
    // Only an undo goes back, to when the deal was in the stage before. After a clock that was wrong changed_at goes back
    // as well.
    FileCheck(
      sql: """
        SELECT id, deal_id FROM (
          SELECT id, deal_id, to_stage_id, changed_at, entered_at,
            lag(changed_at) OVER w AS changed_before, lag(entered_at) OVER w AS entered_before
          FROM stage_history WINDOW w AS (PARTITION BY deal_id ORDER BY id)) AS h
        WHERE entered_at < entered_before AND changed_at >= max(changed_before, entered_before) AND NOT EXISTS (
          SELECT 1 FROM stage_history AS e WHERE e.deal_id = h.deal_id AND e.id < h.id
            AND e.to_stage_id = h.to_stage_id AND e.entered_at = h.entered_at)
        """,
      words: { "entered_at of \($0.text(1)) goes back at \($0.text(0))" }),
    // A whole day begins before the hour of the creation. Where a clock was wrong, the journal has both moments.
    FileCheck(
      sql: """
        SELECT id FROM deals AS d WHERE closed_at < created_at - 86400 AND closed_at <> \(StoredClosing.unknown)
          AND (
            SELECT count(DISTINCT a.at) FROM edits AS e JOIN actions AS a ON a.number = e.action
            WHERE e.row_id = d.id AND a.at IN (d.closed_at, d.created_at)) < 2
        """,
      words: { "closed_at of \($0.text(0)) is before its created_at" }),
  ]

  static let pipelines = [
    FileCheck(
      sql: "SELECT count(*), sum(is_default = 1) FROM pipelines HAVING count(*) > 0 AND sum(is_default = 1) IS NOT 1",
      words: { "\($0.integer(1)) of \($0.integer(0)) pipelines are the default" },
      repair: (
        """
        UPDATE pipelines SET is_default = 1
        WHERE id = (SELECT min(id) FROM pipelines) AND NOT EXISTS (SELECT 1 FROM pipelines WHERE is_default = 1);
        """, "made the oldest pipeline the default"
      )),
    FileCheck(
      sql: """
        SELECT id, position FROM (
          SELECT id, position, row_number() OVER (PARTITION BY pipeline_id ORDER BY position) - 1 AS place FROM stages)
        WHERE position IS NOT place
        """,
      words: { "the stage \($0.text(0)) stands at position \($0.integer(1)), which leaves a gap" },
      // Far below nothing first, where no other stage stands.
      repair: (
        """
        UPDATE stages AS s SET position = -1000000 - p.place FROM (
          SELECT id, row_number() OVER (PARTITION BY pipeline_id ORDER BY position) - 1 AS place FROM stages) AS p
        WHERE p.id = s.id;
        UPDATE stages SET position = -1000000 - position;
        """, "closed the gaps between stages"
      )),
  ]
}
