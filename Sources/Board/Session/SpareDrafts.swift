/// Where what was being typed is kept when the file of deals cannot be written: a place of its own on the same host.
package struct SpareDrafts {
  /// Whether there are any.
  package let exist: () -> Bool
  /// Sets them, in the form of the setting, to what the change makes of them; nil when there are none. Nobody else sets
  /// them in between.
  package let update: (_ change: (String?) -> String?) -> Void

  package init(exist: @escaping () -> Bool, update: @escaping (_ change: (String?) -> String?) -> Void) {
    self.exist = exist
    self.update = update
  }
}
