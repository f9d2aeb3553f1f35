import Sales
import Screen

/// The keys that can follow the first of two.
package struct PrefixMenu: Hashable, Sendable {
  package let key: Key

  package init(_ key: Key) {
    self.key = key
  }
}

extension PrefixMenu: Feature {
  var mode: Mode { .prefix(self) }
  func press(_ next: Key, in model: inout Model) -> [Effect] { model.pressAfter(key, next) }
}

/// The menu of terms and saved filters; while forgetting, of the saved ones only.
package struct FilterMenu: Hashable, Sendable {
  package var isForgetting = false
}

extension FilterMenu: Feature {
  var mode: Mode { .filterMenu(self) }

  func press(_ key: Key, in model: inout Model) -> [Effect] {
    model.pressInFilterMenu(key, isForgetting: isForgetting)
  }
}

/// The orders in which cards can stand.
package struct OrderMenu: Hashable, Sendable {}

extension OrderMenu: Feature {
  var mode: Mode { .orders(self) }
  func press(_ key: Key, in model: inout Model) -> [Effect] { model.chooseOrder(key) }
}
