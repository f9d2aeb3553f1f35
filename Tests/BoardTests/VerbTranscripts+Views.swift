@testable import Board

// Those that find, show and mark, which write nothing, and those of the table of stages.
extension VerbTranscript {
  static let all: [VerbTranscript] = deals + focus + marks + finding + views + program + stages

  /// The same with marked deals, which stay marked.
  private static func view(_ verb: Verb, _ keys: String, before: String = "", _ words: String, _ many: String)
    -> VerbTranscript
  {
    VerbTranscript(verb, keys, before: before, one: Outcome(words), many: Outcome(many))
  }

  private static func view(_ verb: Verb, _ words: String, _ many: String) -> VerbTranscript {
    view(verb, "@", words, many)
  }

  /// Where the focus is afterwards, with nothing marked and with three that stay so.
  private static func focus(_ verb: Verb, _ keys: String, _ place: String) -> VerbTranscript {
    view(verb, keys, "focus \(place), 0 marked", "focus \(place), 3 marked")
  }

  private static let focus: [VerbTranscript] = [
    focus(.left, "2 @", "Acme in Qualified"), focus(.right, "@", "Soylent in Proposal Sent"),
    focus(.down, "@", "Globex in Qualified"), focus(.up, "j j @", "Globex in Qualified"),
    focus(.first, "G @", "Acme in Qualified"), focus(.last, "@", "Initech in Qualified"),
    focus(.halfPageDown, "3 @", "Hooli 4 in Negotiation"), focus(.halfPageUp, "3 G @", "Hooli 9 in Negotiation"),
    focus(.pageDown, "3 @", "Hooli 7 in Negotiation"), focus(.pageUp, "3 G @", "Hooli 6 in Negotiation"),
    focus(.stage1, "2 @", "Acme in Qualified"), focus(.stage2, "@", "Soylent in Proposal Sent"),
    focus(.stage3, "@", "Hooli 1 in Negotiation"), focus(.stage4, "@", "no deal in Closed Won"),
    focus(.stage5, "@", "no deal in Closed Lost"),
    view(.stage6, "This pipeline has 5 stages.", "This pipeline has 5 stages."),
    view(.stage7, "This pipeline has 5 stages.", "This pipeline has 5 stages."),
    view(.stage8, "This pipeline has 5 stages.", "This pipeline has 5 stages."),
    view(.stage9, "This pipeline has 5 stages.", "This pipeline has 5 stages."),
    focus(.nextAttention, "@", "Globex in Qualified"), focus(.lastAttention, "2 @", "Initech in Qualified"),
  ]

  private static let marks: [VerbTranscript] = [
    view(.mark, "focus Globex in Qualified, 1 marked", "focus Globex in Qualified, 2 marked"),
    view(.markRange, "@ j @", "focus Globex in Qualified, 2 marked", "focus Globex in Qualified, 3 marked"),
    view(.markStage, "2 @", "focus Soylent in Proposal Sent, 1 marked", "focus Soylent in Proposal Sent, 4 marked"),
    view(.markAll, "focus Acme in Qualified, 16 marked", "focus Acme in Qualified, 16 marked"),
    view(.clear, "There is nothing to clear; q quits.", "Unmarked 3 deals."),
    view(
      .copyLine, "copied Acme · $5,000.00 · Qualified · deal_",
      "The lines of 3 deals are in the clipboard"),
    view(.copyName, "copied Acme", "copied Acme\nGlobex\nInitech"),
    view(.copyID, "copied deal_", "The ids of 3 deals are in the clipboard"),
  ]

  private static let finding: [VerbTranscript] = [
    view(.filter, "@ 'glo' enter", "focus Globex in Qualified, 0 marked", "focus Globex in Qualified, 1 marked"),
    view(.filterMenu, "@ m", "/owner:me", "/owner:me"),
    view(.explain, "Acme: no next step", "Acme: no next step"),
    view(.order, "@ v", "Order: highest value first", "3 marked"),
    view(.palette, "@ 'why' enter", "Acme: no next step", "Acme: no next step"),
  ]

  // The walk and the list are about one deal or task at a time: what is marked waits for the board.
  private static let views: [VerbTranscript] = [
    view(.triage, "Triage  1 of 16", "Qualified, 3 marked"),
    view(.skip, "t @", "Triage  2 of 16", "Triage  2 of 16"),
    view(.back, "t j @", "Triage  1 of 16", "Triage  1 of 16"),
    view(.today, "@", before: "V s 'call fri' enter", "Today  Thu 20 Nov · 3 tomorrow", "Qualified, 3 marked"),
    view(.open, "Timeline", "Timeline"),
    view(.record, "expected close", "expected close"),
    view(.otherSide, "enter @", "j k next deal", "j k next deal"),
    view(.pipelines, "is here", "is here"), view(.stages, "Stages of Sales Pipeline", "Stages of Sales Pipeline"),
    view(.fold, "Qualified folded", "focus Soylent in Proposal Sent, 3 marked"),
    view(.foldAll, "Closed stages folded", "focus Acme in Qualified, 3 marked"),
    view(.unfoldAll, "z M @", "All stages unfolded.", "focus Acme in Qualified, 3 marked"),
    view(.cardSize, "Card size: three.", "focus Acme in Qualified, 3 marked"),
    view(
      .tour, "The practice tour is in the demo; dealboard demo opens it.",
      "The practice tour is in the demo; dealboard demo opens it."),
    view(.lossReasons, "@ ctrl-u 'too dear' enter x", "1 too dear", "1 too dear"),
    view(.help, "Keys on the board", "focus Acme in Qualified, 3 marked"),
  ]

  private static let program: [VerbTranscript] = [
    view(.redraw, "drawn anew", "focus Acme in Qualified, 3 marked"),
    view(.reload, "Read anew.", "focus Acme in Qualified, 3 marked"),
    view(.suspend, "suspended", "suspended"), view(.quit, "@ @", "the board has ended", "the board has ended"),
  ]

  /// The table of stages is of none of the deals, marked or not.
  private static func table(_ verb: Verb, _ keys: String, before: String = "", _ words: String, _ rows: [String])
    -> VerbTranscript
  {
    let outcome = Outcome(words, rows: rows)
    return VerbTranscript(verb, keys, before: before, one: outcome, many: outcome)
  }

  private static let stages: [VerbTranscript] = [
    table(.editCell, "S @ ctrl-u 'Fresh' enter", "Fresh", ["stages Qualified: name Fresh"]),
    table(
      .addStage, "S @ 'Legal' enter", "Legal",
      ["stages Closed Won: position 4", "stages Closed Lost: position 5", "stages Legal: made, position 3"]),
    table(
      .removeStage, "S j @ 1", "Proposal Sent",
      [
        "stages Proposal Sent: gone", "stages Negotiation: position 1", "stages Closed Won: position 2",
        "stages Closed Lost: position 3", "Soylent: stage_id Qualified, history Qualified made",
      ]),
    table(
      .stageEarlier, "S j @", "Proposal Sent", ["stages Qualified: position 1", "stages Proposal Sent: position 0"]),
    table(.stageLater, "S @", "Qualified", ["stages Qualified: position 1", "stages Proposal Sent: position 0"]),
    table(.takeLesson, "S tab tab tab tab @", "15 d", ["stages Qualified: stage_limit_days 15"]),
    table(.renamePipeline, "S @ ctrl-u 'Deals' enter", "Deals", ["pipelines Sales Pipeline: name Deals"]),
    table(
      .addPipeline, "S @ 'Partners' enter", "Partners",
      [
        "pipelines Partners: made, is_default 0", "stages Qualified: made, position 0",
        "stages Proposal Sent: made, position 1", "stages Negotiation: made, position 2",
        "stages Closed Won: made, position 3", "stages Closed Lost: made, position 4",
      ]),
    table(
      .defaultPipeline, "p 2 S @", before: "S A 'Partners' enter", "Partners",
      ["pipelines Sales Pipeline: is_default 0", "pipelines Partners: is_default 1"]),
    table(
      .deletePipeline, "p 2 S @ y", before: "S A 'Partners' enter", "Partners",
      [
        "pipelines Partners, stages Qualified, stages Proposal Sent, stages Negotiation, stages Closed Won, "
          + "stages Closed Lost: gone"
      ]),
  ]
}
