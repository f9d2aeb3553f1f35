package import Sales

extension SQLiteStore {
  /// Of the closed deals only an index is read, to find the latest. Of their histories a row holds when every later one
  /// of the deal begins after it (`StageTransition.standing`), and the least of those beginnings is its end.
  package func closedStays(of pipeline: PipelineID, latest: Int) throws(StoreError) -> [ClosedStay] {
    try connection.all(
      """
      WITH latest AS MATERIALIZED (
        SELECT d.id FROM stages AS s CROSS JOIN deals AS d INDEXED BY deals_by_stage
        WHERE s.pipeline_id = ?1 AND d.stage_id = s.id AND d.closed_at > \(StoredClosing.unknown)
        ORDER BY d.closed_at DESC, d.id DESC LIMIT ?2),
      visits AS (
        SELECT h.deal_id, d.status, d.closed_at, h.to_stage_id AS stage, h.entered_at,
          min(h.entered_at) OVER (
            PARTITION BY h.deal_id ORDER BY h.id DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS left_at
        FROM latest CROSS JOIN deals AS d ON d.id = latest.id CROSS JOIN stage_history AS h ON h.deal_id = d.id),
      stays AS (
        SELECT deal_id, stage, status, sum(max(0, coalesce(left_at, closed_at) - entered_at)) / 86400 AS days
        FROM visits WHERE left_at IS NULL OR left_at > entered_at GROUP BY deal_id, stage)
      SELECT stage, status = 'won' AS is_won, days, count(*)
      FROM stays JOIN stages ON stages.id = stays.stage AND stages.type = 'open' AND stages.pipeline_id = ?1
      GROUP BY stage, is_won, days ORDER BY stage, is_won, days
      """, [pipeline.scalar, .integer(Int64(latest))]
    ) { (row) throws(StoreError) in
      ClosedStay(
        stage: try row.value(0), isWon: row.integer(1) == 1, days: Int(row.integer(2)), deals: Int(row.integer(3)))
    }
  }
}
