/// The word between quotes, in which a shell takes nothing of it for anything else.
package func quotedForShell(_ word: String) -> String {
  "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
}
