package typealias TransitionID = Identifier<StageTransition>

/// One row of a deal's stage history; append-only (contract §5).
package struct StageTransition: Entity {
  package static let idPrefix = "sh"
  package static let table = Table.stageHistory

  package var id: TransitionID
  package var dealID = DealID(bits: 0)
  /// Nil on the row that creating the deal writes.
  package var fromStageID: StageID?
  package var toStageID = StageID(bits: 0)
  package var changedAt = Timestamp(seconds: 0)
  package var changedBy = UserID(bits: 0)
  /// Ours: `changedAt`, except on a row written by an undo, which carries the restored time.
  package var enteredAt = Timestamp(seconds: 0)
  /// Ours: the stage's name then, since a stage may be renamed or removed.
  package var toStageName = ""

  package init(id: TransitionID) {
    self.id = id
  }

  package static let fields: [Field<StageTransition>] = [
    Field("id", \.id, .id(prefix: idPrefix), .readOnly),
    Field("deal_id", \.dealID, .id(prefix: Deal.idPrefix), required: true, .readOnly),
    Field("from_stage_id", \.fromStageID, .id(prefix: Stage.idPrefix), .readOnly),
    Field("to_stage_id", \.toStageID, .id(prefix: Stage.idPrefix), required: true, .readOnly),
    Field("changed_at", \.changedAt, .moment, required: true, .readOnly),
    Field("changed_by", \.changedBy, .id(prefix: User.idPrefix), required: true, .readOnly),
    Field("entered_at", \.enteredAt, .moment, required: true, .readOnly),
    Field("to_stage_name", \.toStageName, .text, required: true, .readOnly),
  ]
}
