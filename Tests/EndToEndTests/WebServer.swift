import Foundation
import Testing

/// A web server of the system's packages on a port of the loopback, with the gateway behind it as the administrators' page says.
///
/// Under root everything runs as a user without rights, since some servers refuse to run programs as root.
final class WebServer {
  enum Kind: String, CaseIterable {
    case lighttpd, apache, nginx, caddy, busybox

    /// The programs that must be installed.
    private var programs: [String] {
      switch self {
      case .lighttpd: ["/usr/sbin/lighttpd"]
      case .apache: ["/usr/sbin/apache2"]
      case .nginx: ["/usr/sbin/nginx", "/usr/sbin/fcgiwrap"]
      case .caddy: ["/usr/bin/caddy", "/usr/sbin/fcgiwrap"]
      case .busybox: ["/usr/bin/busybox"]
      }
    }

    var isInstalled: Bool {
      (programs + ["/usr/bin/curl"]).allSatisfy(FileManager.default.isExecutableFile(atPath:))
    }
  }

  let sandbox: Sandbox
  private let kind: Kind
  let port: UInt16
  private var children: [Child] = []
  private var home: String { sandbox.home }
  private static let isRoot = geteuid() == 0
  /// A user and a group without rights.
  private static let nobody: UInt32 = 65_534

  var url: String {
    "http://127.0.0.1:\(port)" + (kind == .busybox ? "/cgi-bin/dealboard" : "/api")
  }

  init(_ kind: Kind) throws {
    self.kind = kind
    sandbox = try Sandbox()
    port = try Self.freePort()
    try FileManager.default.createDirectory(atPath: home + "/www/cgi-bin", withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: try Sandbox.program(), toPath: home + "/dealboard")
    try makeScript()
    try write("server.conf", try configuration())
    sandbox.environment = ["HOME": home, "PATH": "/usr/bin:/bin"]
    try runAsServer(["seed", "--deals", "5"])
    if kind == .nginx || kind == .caddy {
      try start(["/usr/sbin/fcgiwrap", "-c", "4", "-s", "unix:\(home)/fcgi.sock"])
      try until { try require(FileManager.default.fileExists(atPath: home + "/fcgi.sock"), "fcgiwrap has no socket") }
    }
    try start(words)
    try until { try require(try curl([url]).status != 0, "\(kind) does not answer: \(log)") }
  }

  /// Makes a key and answers it.
  func addKey(_ name: String, mayOnlyRead: Bool = false) throws -> String {
    try runAsServer(["keys", "add", name, "--keys", home + "/keys"] + (mayOnlyRead ? ["--read"] : []))
      .output.trimmingCharacters(in: .newlines)
  }

  /// Runs the program as the server's user.
  @discardableResult
  func runAsServer(_ arguments: [String]) throws -> Sandbox.Said {
    try giveAway()
    let said = try sandbox.run(words: asServer([home + "/dealboard", "--db", sandbox.database] + arguments))
    guard said.ending == .exited(0) else { throw Trouble("\(arguments): \(said.errors)") }
    return said
  }

  // MARK: Requests

  struct Answer {
    let status: Int
    let head: String
    let body: String
    /// The id of the row that it shows first.
    var id: String { body.firstMatch(of: /"id":"([a-z]+_\w+)"/).map { String($0.1) } ?? "" }
  }

  /// The answer to one request; status 0 where there is none.
  func curl(_ arguments: [String], input: String = "") throws -> Answer {
    let words = ["curl", "-s", "-i", "-m", "60", "-H", "Expect:"] + arguments
    let said = try sandbox.run(words: words, input: input, within: .seconds(70))
    let parts = said.output.components(separatedBy: "\r\n\r\n")
    let first = parts[0].split(separator: " ", maxSplits: 2)
    return Answer(
      status: first.count > 1 ? Int(first[1].prefix(3)) ?? 0 : 0, head: parts[0],
      body: parts.dropFirst().joined(separator: "\r\n\r\n"))
  }

  func send(_ key: String, _ method: String, _ path: String, _ body: String? = nil, _ more: [String] = []) throws
    -> Answer
  {
    let data = body == nil ? [] : ["-H", "Content-Type: application/json", "--data-binary", "@-"]
    let how = method == "HEAD" ? ["-I"] : ["-X", method]
    return try curl(
      how + data + ["-H", "X-Api-Key: \(key)"] + more + ["--path-as-is", url + path], input: body ?? "")
  }

  /// What the server and the gateway have complained of.
  var log: String {
    ((try? String(contentsOfFile: home + "/error.log", encoding: .utf8)) ?? "")
      + ((try? String(contentsOfFile: home + "/output.log", encoding: .utf8)) ?? "")
  }

  // MARK: Starting

  private static func freePort() throws -> UInt16 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, size) == 0 && getsockname(descriptor, $0, &size) == 0
      }
    }
    guard isBound else { throw Trouble("There is no free port on the loopback.") }
    return UInt16(bigEndian: address.sin_port)
  }

  private var words: [String] {
    let file = home + "/server.conf"
    return switch kind {
    case .lighttpd: ["/usr/sbin/lighttpd", "-D", "-f", file]
    case .apache: ["/usr/sbin/apache2", "-d", home, "-f", file, "-D", "FOREGROUND"]
    case .nginx: ["/usr/sbin/nginx", "-p", home, "-e", home + "/error.log", "-c", file]
    case .caddy: ["/usr/bin/caddy", "run", "--config", file, "--adapter", "caddyfile"]
    case .busybox: ["/usr/bin/busybox", "httpd", "-f", "-p", "127.0.0.1:\(port)", "-h", home + "/www"]
    }
  }

  private func asServer(_ words: [String]) -> [String] {
    let user = "\(Self.nobody)"
    return Self.isRoot ? ["setpriv", "--reuid", user, "--regid", user, "--clear-groups"] + words : words
  }

  private func start(_ words: [String]) throws {
    try giveAway()
    let log = open(home + "/output.log", O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
    let nothing = open("/dev/null", O_RDONLY | O_CLOEXEC)
    defer { [log, nothing].forEach { close($0) } }
    children.append(
      try Child(
        asServer(words), environment: sandbox.environment,
        on: .descriptors(input: nothing, output: log, errors: log)))
  }

  /// What this test has made so far becomes the server's.
  private func giveAway() throws {
    guard Self.isRoot else { return }
    let names = FileManager.default.enumerator(atPath: home)?.compactMap { $0 as? String } ?? []
    for path in [home] + names.map({ home + "/" + $0 }) { lchown(path, Self.nobody, Self.nobody) }
  }

  // The server first, so that nothing is started any more.
  deinit { children.reversed().forEach { $0.send(SIGTERM) } }

  // MARK: Configuration

  private func write(_ name: String, _ text: String) throws {
    try text.write(toFile: "\(home)/\(name)", atomically: false, encoding: .utf8)
  }

  private func makeScript() throws {
    let script = kind == .busybox ? "www/cgi-bin/dealboard" : "script"
    try write(script, try setting("sh") + "\n")
    chmod("\(home)/\(script)", 0o755)
  }

  /// The settings of the administrators' page, and around them what makes the server one of this test's own.
  private func configuration() throws -> String {
    switch kind {
    case .lighttpd:
      return """
        server.document-root = "\(home)/www"
        server.bind = "127.0.0.1"
        server.port = \(port)
        server.upload-dirs = ("\(home)")
        server.errorlog = "\(home)/error.log"
        \(try setting("lighttpd"))

        """
    case .apache: return apacheHead + (try setting("apache")) + "\n"
    case .nginx: return try nginxConfiguration()
    case .caddy:
      return "{\n  admin off\n  auto_https off\n}\nhttp://127.0.0.1:\(port) {\n\(try setting("caddy"))\n}\n"
    case .busybox: return ""
    }
  }

  private var apacheHead: String {
    let modules = ["mpm_event", "authz_core", "alias", "cgid"].map {
      "LoadModule \($0)_module /usr/lib/apache2/modules/mod_\($0).so\n"
    }
    return modules.joined() + """
      ServerName localhost
      Listen 127.0.0.1:\(port)
      DefaultRuntimeDir \(home)
      PidFile \(home)/server.pid
      ScriptSock \(home)/cgid.sock
      ErrorLog \(home)/error.log

      """
  }

  private func nginxConfiguration() throws -> String {
    let folders = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map { "\($0)_temp_path \(home)/\($0);\n" }
    let settings = try setting("nginx").replacing("include fastcgi_params", with: "include /etc/nginx/fastcgi_params")
    return """
      daemon off;
      pid \(home)/server.pid;
      worker_processes 1;
      events {}
      http {
      access_log off;
      \(folders.joined())server {
      listen 127.0.0.1:\(port);
      \(settings)
      }
      }

      """
  }

  /// The block of the page's section about HTTP that is in the language, with this test's places.
  private func setting(_ language: String) throws -> String {
    let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let file = sources.deletingLastPathComponent().appendingPathComponent(
      "Sources/Commands/Commands.docc/Administration.md")
    let text = try String(contentsOf: file, encoding: .utf8)
    guard let section = text.components(separatedBy: "\n## Over HTTP\n").dropFirst().first,
      let block = section.components(separatedBy: "\n```\(language)\n").dropFirst().first?
        .components(separatedBy: "\n```").first
    else { throw Trouble("The page has no block of \(language) in its section about HTTP.") }
    return block.replacing("/usr/bin/dealboard", with: home + "/dealboard")
      .replacing("/usr/lib/cgi-bin/dealboard", with: home + "/script").replacing("/usr/lib/cgi-bin", with: home)
      .replacing("/var/lib/dealboard", with: home).replacing("/run/fcgiwrap.socket", with: home + "/fcgi.sock")
  }
}

/// Fails until it is so.
func require(_ isSo: Bool, _ words: String) throws {
  if !isSo { throw Trouble(words) }
}
