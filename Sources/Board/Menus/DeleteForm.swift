package import Sales
import Screen

/// Whether deals are to be deleted.
package struct DeleteForm: Hashable, Sendable {
  package let deals: [DealID]
  /// What hangs on them; nil until the store has answered.
  package var links: DealLinks?
  package var seen: [DealID: Card] = [:]
}

extension DeleteForm: DealsFeature {
  var mode: Mode { .delete(self) }
  func press(_ key: Key, in model: inout Model) -> [Effect] { model.answerDelete(key, self) }

  var again: String { deals.count == 1 ? "y deletes it" : "y deletes them" }
  var afterRefusal: Mode { .board }
}
