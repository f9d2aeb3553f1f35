/// The release that this program is. `Commands.docc/Changes.md` tells what is new in it; a test holds the two together.
package enum Release {
  /// As `--version` and the packages say it.
  package static let version = "0.1.0"
  /// The day of the release, YYYY-MM-DD, as the manual pages show it.
  package static let date = "2026-12-01"
}
