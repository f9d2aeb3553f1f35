@testable import Board

// Those that change deals, steps and the past.
extension VerbTranscript {
  static let deals: [VerbTranscript] = moves + closing + making + facts + steps + reverts

  private static let moves: [VerbTranscript] = [
    VerbTranscript(
      .moveOn, one: Outcome("Acme moved to Proposal Sent", "Acme: stage_id Proposal Sent, history Proposal Sent made"),
      many: Outcome(
        "3 deals moved on one stage", "Acme, Globex, Initech: stage_id Proposal Sent, history Proposal Sent made")),
    VerbTranscript(
      .moveBack, "3 # @",
      one: Outcome("Hooli 1 moved to Proposal Sent", "Hooli 1: stage_id Proposal Sent, history Proposal Sent made"),
      many: Outcome(
        "12 deals moved back one stage",
        everyHooli + ": stage_id Proposal Sent, history Proposal Sent made")),
    VerbTranscript(
      .moveTo, "@ 3",
      one: Outcome("Acme moved to Negotiation", "Acme: stage_id Negotiation, history Negotiation made"),
      many: Outcome(
        "3 deals moved to Negotiation", "Acme, Globex, Initech: stage_id Negotiation, history Negotiation made")),
  ]

  private static let everyHooli = (1...12).map { "Hooli \($0)" }.joined(separator: ", ")

  private static let closing: [VerbTranscript] = [
    VerbTranscript(
      .won, "@ enter",
      one: Outcome(
        "Acme is won", "Acme: stage_id Closed Won, status won, closed_at 2025-11-20T12:00:00Z, history Closed Won made"),
      many: Outcome(
        "3 deals are won",
        "Acme, Globex, Initech: "
          + "stage_id Closed Won, status won, closed_at 2025-11-20T12:00:00Z, history Closed Won made")),
    VerbTranscript(
      .lost, "@ 2",
      one: Outcome(
        "Acme is lost, competition",
        "Acme: stage_id Closed Lost, status lost, loss_reason competition, closed_at 2025-11-20T12:00:00Z, "
          + "history Closed Lost made"),
      many: Outcome(
        "3 deals are lost, competition",
        "Acme, Globex, Initech: stage_id Closed Lost, status lost, loss_reason competition, "
          + "closed_at 2025-11-20T12:00:00Z, history Closed Lost made")),
    VerbTranscript(
      .reopen, "4 # @", before: "# w enter",
      one: Outcome(
        "Acme is open again", "Acme: stage_id Qualified, status open, closed_at none, history Qualified made"),
      many: Outcome(
        "3 deals are open again",
        "Acme, Globex, Initech: stage_id Qualified, status open, closed_at none, history Qualified made")),
    VerbTranscript(
      .stall, one: Outcome("Acme is stalled", "Acme: status stalled"),
      many: Outcome("3 deals are stalled", "Acme, Globex, Initech: status stalled")),
    VerbTranscript(
      .park, "@ '2w' enter",
      one: Outcome("Acme sleeps until 4 Dec", "Acme: parked_until 2025-12-04T00:00:00Z"),
      many: Outcome("3 deals sleep until 4 Dec", "Acme, Globex, Initech: parked_until 2025-12-04T00:00:00Z")),
  ]

  private static let making: [VerbTranscript] = [
    VerbTranscript(
      .add, "@ 'Vandelay 9k' enter",
      one: Outcome("Vandelay was added", "Vandelay: made, stage_id Qualified, value 900000, history Qualified made"),
      many: Outcome("3 marked", "Vandelay: made, stage_id Qualified, value 900000, history Qualified made")),
    VerbTranscript(
      .delete, "@ y", one: Outcome("Acme was deleted", "Acme: gone, history Qualified gone"),
      many: Outcome("3 deals were deleted", "Acme, Globex, Initech: gone, history Qualified gone")),
    VerbTranscript(
      .edit, "@ ctrl-u 'Acme plan' enter", ofMany: "@", one: Outcome("Acme plan", "Acme: name Acme plan"),
      many: Outcome("3 deals are marked, and the form is for one; esc unmarks.")),
    VerbTranscript(
      .editOutside, one: Outcome("Acme plan", "Acme: name Acme plan"),
      many: Outcome("3 deals are marked, and the form is for one; esc unmarks.")),
    VerbTranscript(
      .editField, "i @ ctrl-u 'Acme plan' enter", one: Outcome("Acme plan", "Acme: name Acme plan"),
      many: Outcome("Acme plan", "Acme: name Acme plan")),
  ]

  private static let facts: [VerbTranscript] = [
    VerbTranscript(
      .closeDate, "@ '2w' enter", one: Outcome("Acme: close date now 4 Dec", "Acme: expected_close 2025-12-04"),
      many: Outcome("3 deals: close date now 4 Dec", "Acme, Globex, Initech: expected_close 2025-12-04")),
    VerbTranscript(
      .value, "@ '+10%' enter", one: Outcome("Acme", "Acme: value 550000"),
      many: Outcome("3 deals have new values", "Acme, Globex, Initech: value 550000")),
    VerbTranscript(
      .owner, "@ 'none' enter", one: Outcome("Acme", "Acme: owner_id none"),
      many: Outcome("3 deals", "Acme, Globex, Initech: owner_id none")),
    VerbTranscript(
      .log, "@ 'call asked' enter", one: Outcome("Acme: call logged, asked", "Acme: activities asked made, type call"),
      many: Outcome("3 deals: call logged, asked", "Acme, Globex, Initech: activities asked made, type call")),
  ]

  private static let called = "tasks call status completed"

  private static let steps: [VerbTranscript] = [
    VerbTranscript(
      .step, "@ 'call fri' enter",
      one: Outcome("Acme: call, tomorrow", "Acme: tasks call made, due_at 2025-11-21T00:00:00Z"),
      many: Outcome(
        "3 deals: call, tomorrow", "Acme, Globex, Initech: tasks call made, due_at 2025-11-21T00:00:00Z")),
    VerbTranscript(
      .doneAndNext, "@ 'mail mon' enter", before: "V s 'call fri' enter",
      one: Outcome(
        "Acme: call is done; mail, Mon", "Acme: \(called), tasks mail made, due_at 2025-11-24T00:00:00Z"),
      many: Outcome(
        "3 deals: 3 steps are done; mail, Mon",
        "Acme, Globex, Initech: \(called), tasks mail made, due_at 2025-11-24T00:00:00Z")),
    // The list of today shows tasks, of which one is chosen, that which was planned last.
    VerbTranscript(
      .done, "T @", before: "V s 'call fri' enter", one: Outcome("call is done", "Initech: \(called)"),
      many: Outcome("call is done", "Initech: \(called)")),
    VerbTranscript(
      .drop, "T @", before: "V s 'call fri' enter",
      one: Outcome("call is dropped", "Initech: tasks call status cancelled"),
      many: Outcome("call is dropped", "Initech: tasks call status cancelled")),
    VerbTranscript(
      .dueDate, "T @ 'mon' enter", before: "V s 'call fri' enter",
      one: Outcome("call", "Initech: tasks call due_at 2025-11-24T00:00:00Z"),
      many: Outcome("call", "Initech: tasks call due_at 2025-11-24T00:00:00Z")),
  ]

  private static let reverts: [VerbTranscript] = [
    VerbTranscript(
      .undo, "@ y", before: "# L",
      one: Outcome("Undone: Acme is back in Qualified", "Acme: stage_id Qualified, history Qualified made"),
      many: Outcome(
        "Undone: 3 deals are back in the stages before",
        "Acme, Globex, Initech: stage_id Qualified, history Qualified made")),
    VerbTranscript(
      .redo, "@ y", before: "# L u",
      one: Outcome("Redone: Acme", "Acme: stage_id Proposal Sent, history Proposal Sent made"),
      many: Outcome(
        "Redone: 3 deals", "Acme, Globex, Initech: stage_id Proposal Sent, history Proposal Sent made")),
  ]
}
