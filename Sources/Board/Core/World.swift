package import Sales
package import Screen

/// What every screen is given from outside: the terminal's size, the clock, the settings, and how the file stands. No key
/// changes it, so it makes no difference between two models.
package struct World: Sendable {
  package var size: Size
  package var present: Present
  package var setting: Setting
  let texts = WrappedTexts()
  /// Whether the file is gone from its place, was cut off, or another one is there: what is shown is not to be written any
  /// more.
  package var isReplaced = false
  /// Whether the file has been read once.
  package var hasLoaded = false
  /// What the program tells that a waiting change waits for.
  var otherWriter: WriterNote?

  init(size: Size, present: Present, setting: Setting) {
    self.size = size
    self.present = present
    self.setting = setting
  }
}

/// What the program is given from outside. No key changes it, so it makes no difference between two models.
@propertyWrapper package struct Given<Value: Sendable>: Equatable, Sendable {
  package var wrappedValue: Value

  package init(wrappedValue: Value) {
    self.wrappedValue = wrappedValue
  }

  package static func == (_: Given, _: Given) -> Bool { true }
}
