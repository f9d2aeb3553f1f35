import Glibc

/// Whether text is UTF-8 in the locale that the environment names, which becomes the program's for characters.
///
/// The C library is asked: a variable may name a locale that is not installed, and then it has ASCII alone.
package func localeTakesUTF8() -> Bool {
  setlocale(LC_CTYPE, "")
  return nl_langinfo(Int32(CODESET)).map { String(cString: $0) } == "UTF-8"
}
