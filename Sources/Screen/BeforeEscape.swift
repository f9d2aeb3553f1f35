/// What was before the last Esc, for as long as that can turn out to have been no key.
package struct BeforeEscape<State> {
  private var state: State?

  package init() {}

  /// Notes an input that comes to the present state. The state to go back to where the input takes the last Esc back; nil
  /// for every other one, and where nothing was kept.
  package mutating func state(before input: Input, at present: State) -> State? {
    switch input {
    case .key(.escape): state = present
    case .escapeTakenBack:
      defer { state = nil }
      return state
    case .key, .paste: state = nil
    case .resize, .resumed, .terminate, .hangUp: break
    }
    return nil
  }
}
