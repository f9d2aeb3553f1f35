import Sales
package import Screen

/// What has the keys: the screen itself, or a feature that lies over it.
package enum Mode: Hashable, Sendable {
  case board
  case prefix(PrefixMenu)
  case filter(FilterLine)
  case filterMenu(FilterMenu)
  case saveFilter(FilterNameLine)
  case reasons(ReasonsLine)
  case orders(OrderMenu)
  case moveTo(MoveForm)
  case pipelines(PipelineMenu)
  case quickAdd(QuickAddForm)
  case lost(LostForm)
  case won(WonForm)
  case form(DealForm)
  case field(FieldForm)
  case stages(StageEditor)
  case line(LineForm)
  case delete(DeleteForm)
  case confirmRevert(RevertQuestion)
  case palette(CommandPalette)
  case help(HelpScreen)
}

extension Mode {
  /// What has the keys in place of the screen; nil for the screen itself. The only switch over all modes.
  var feature: (any Feature)? {
    switch self {
    case .board: nil
    case .prefix(let menu): menu
    case .filter(let line): line
    case .filterMenu(let menu): menu
    case .saveFilter(let line): line
    case .reasons(let line): line
    case .orders(let menu): menu
    case .moveTo(let form): form
    case .pipelines(let menu): menu
    case .quickAdd(let form): form
    case .lost(let form): form
    case .won(let form): form
    case .form(let form): form
    case .field(let form): form
    case .stages(let editor): editor
    case .line(let form): form
    case .delete(let form): form
    case .confirmRevert(let question): question
    case .palette(let palette): palette
    case .help(let help): help
    }
  }

  /// The line that is being typed; nil while keys are answered one by one.
  package var editor: LineEditor? {
    get { feature?.typing }
    set {
      guard let newValue, var feature else { return }
      feature.typing = newValue
      self = feature.mode
    }
  }

  /// The deals as the person saw them; nil where no deals are acted on.
  var seen: [DealID: Card]? {
    get { feature?.seenDeals }
    set {
      guard let newValue, var feature else { return }
      feature.seenDeals = newValue
      self = feature.mode
    }
  }

  /// What a line that closes deals has beside its text; nil for any other.
  var closingRest: ClosingRest? {
    get { (feature as? any ClosingFeature)?.rest }
    set {
      guard let newValue, var line = feature as? any ClosingFeature else { return }
      line.rest = newValue
      self = line.mode
    }
  }
}
