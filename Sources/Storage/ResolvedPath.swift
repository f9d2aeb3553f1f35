import Glibc
import Sales

/// The place of a file, whatever links lead to it.
///
/// Found once when a file is opened: SQLite puts log and index beside the file that a link leads to, so whoever asks for
/// them beside the link would look in the wrong folder.
func resolvedPath(_ path: String) throws(StoreError) -> String {
  if let found = realPath(path) { return found }
  switch errno {
  case ENOENT: break
  case EACCES: throw .unusable(closedFolder(of: path))
  case ELOOP: throw .unusable("\(shown(path)) is a link that leads to itself. Choose another file with --db.")
  default: return path
  }
  var status = stat()
  if lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK {
    throw .unusable("\(shown(path)) is a link to a file that does not exist. Repair the link, or choose another --db.")
  }
  // A file that is still to be made goes where its folder really is.
  guard let folder = realPath(PrivateFile.folder(of: path)), let name = path.split(separator: "/").last else {
    return path
  }
  return (folder == "/" ? "" : folder) + "/" + name
}

/// The path without links; nil for a file that cannot be reached.
package func realPath(_ path: String) -> String? {
  guard let found = realpath(path, nil) else { return nil }
  defer { free(found) }
  return String(cString: found)
}

/// The path in a sentence; unlike a word, a path with a space is put between quotes so that it can be pasted.
func shown(_ path: String) -> String {
  let isPlain = path.allSatisfy { $0.isLetter || $0.isNumber || "/._-+@:,".contains($0) }
  return isPlain ? path : quotedForShell(path)
}

/// Why nothing can be found at the path, in a sentence: a folder that may not be entered, a link that leads nowhere. Nil
/// where there is simply nothing.
package func whyUnreachable(_ path: String) -> String? {
  do throws(StoreError) {
    _ = try resolvedPath(path)
    return nil
  } catch {
    return error.sentence
  }
}
