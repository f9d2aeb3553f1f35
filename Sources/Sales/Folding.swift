/// The text as searches compare it: lower case, marks on Latin and Greek letters dropped, white space made one space,
/// and compatibility forms, such as full-width letters and ligatures, made the plain letters that they stand for.
///
/// A change of what it makes of a text needs a migration, since files keep folded names.
package func folded(_ text: String) -> String {
  // Most text is ASCII, and an import folds several names a deal.
  if text.utf8.allSatisfy({ $0 < 0x80 }) { return foldedASCII(text.utf8) }
  var result = ""
  var spaceIsDue = false
  for character in text {
    if character.isWhitespace {
      spaceIsDue = !result.isEmpty
      continue
    }
    if spaceIsDue {
      result.append(" ")
      spaceIsDue = false
    }
    result += base(of: character)
  }
  return result
}

private func foldedASCII(_ bytes: String.UTF8View) -> String {
  String(unsafeUninitializedCapacity: bytes.count) { buffer in
    var length = 0
    var spaceIsDue = false
    for byte in bytes {
      if byte == 0x20 || (0x09...0x0D).contains(byte) {
        spaceIsDue = length > 0
        continue
      }
      if spaceIsDue {
        buffer[length] = 0x20
        length += 1
        spaceIsDue = false
      }
      buffer[length] = (0x41...0x5A).contains(byte) ? byte + 0x20 : byte
      length += 1
    }
    return length
  }
}

/// A letter with its marks dropped, or the character in one spelling of it: stored names are compared as bytes, so
/// what is canonically equal must be the same bytes.
private func base(of character: Character) -> String {
  let lower = character.lowercased()
  if character.isASCII { return lower }
  return plain(lower).reduce(into: "") { $0 += latinBases[$1] ?? composed($1) }
}

/// Characters compare by canonical equivalence, so a letter and a combining mark find the composed letter here.
private let latinBases: [Character: String] = {
  let table: [(base: String, letters: String)] = [
    ("a", "àáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ"),
    ("b", "ḃḅḇ"),
    ("c", "çćĉċčḉ"),
    ("d", "ďḋḍḏḑḓ"),
    ("e", "èéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệ"),
    ("f", "ḟ"),
    ("g", "ĝğġģǧǵḡǥ"),
    ("h", "ĥȟḣḥḧḩḫẖ"),
    ("i", "ìíîïĩīĭįǐȉȋḭḯỉịi\u{307}"),
    ("j", "ĵǰ"),
    ("k", "ķǩḱḳḵ"),
    ("l", "ĺļľḷḹḻḽ"),
    ("m", "ḿṁṃ"),
    ("n", "ñńņňǹṅṇṉṋ"),
    ("o", "òóôõöōŏőơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợ"),
    ("p", "ṕṗ"),
    ("r", "ŕŗřȑȓṙṛṝṟ"),
    ("s", "śŝşšșṡṣṥṧṩ"),
    ("t", "ţťțṫṭṯṱẗ"),
    ("u", "ùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự"),
    ("v", "ṽṿ"),
    ("w", "ŵẁẃẅẇẉẘ"),
    ("x", "ẋẍ"),
    ("y", "ýÿŷȳẏẙỳỵỷỹ"),
    ("z", "źżžẑẓẕ"),
    ("ss", "ß"),
    ("s", "ſẛ"),
    ("o", "øǿ"),
    ("l", "łŀ"),
    ("d", "đð"),
    ("n", "ŋ"),
    ("t", "ŧ"),
    ("ae", "æǽǣ"),
    ("oe", "œ"),
    ("i", "ı"),
    ("th", "þ"),
    ("h", "ħ"),
    ("ij", "ĳ"),
    ("dz", "ǆǳ"),
    ("lj", "ǉ"),
    ("nj", "ǌ"),
    ("ʼn", "ŉ"),
    ("aʾ", "ẚ"),
    ("α", "ά"),
    ("ε", "έ"),
    ("η", "ή"),
    ("ι", "ίϊΐ"),
    ("ο", "ό"),
    ("σ", "ς"),
    ("υ", "ύϋΰ"),
    ("ω", "ώ"),
    // Russians write one for the other.
    ("е", "ё"),
  ]
  var bases: [Character: String] = [:]
  for (base, letters) in table {
    for letter in letters { bases[letter] = base }
  }
  return bases
}()
