/// How often a deal is in which situation.
struct Mix: Sendable {
  let situations: [(weight: Int, choice: Situation)]
  /// How many of a hundred closed deals were closed in the last 30 days, which the board shows.
  let closedLately: Int

  static let pastAndPresent = Mix(
    situations: [
      (24, .open(stage: 0)), (17, .open(stage: 1)), (11, .open(stage: 2)), (3, .stalled), (20, .won), (25, .lost),
    ],
    closedLately: 20)
  static let mostlyOpen = Mix(
    situations: [
      (30, .open(stage: 0)), (22, .open(stage: 1)), (16, .open(stage: 2)), (5, .stalled), (13, .won), (14, .lost),
    ],
    closedLately: 70)
}

enum Situation: Sendable {
  /// In the open stage of that number, from 0.
  case open(stage: Int)
  case stalled
  case won
  case lost
}

/// The stages of the default pipeline by name (contract §4).
enum SampleStage {
  static let open = ["Qualified", "Proposal Sent", "Negotiation"]
  static let won = "Closed Won"
  static let lost = "Closed Lost"
}
