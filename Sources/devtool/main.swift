import Foundation

// The project's own chores. `swift run devtool` lists them.
let chores = [
  Chore(name: "readme", summary: "write README's generated sections anew; --check only compares") { words in
    try Readme.update(isCheck: words.contains("--check"))
  },
  Chore(name: "manual", summary: "write the manual pages below a folder: devtool manual FOLDER") { words in
    try Manual.write(words)
  },
  Chore(name: "package", summary: "build the .deb and the tarball into .build/packages") { words in
    try Packaging.run(words)
  },
  Chore(name: "examples", summary: "write the administrators' example files: devtool examples FOLDER") { words in
    try GuidePage.writeExamples(words)
  },
  Chore(name: "previous-file", summary: "make a database of the schema before: devtool previous-file FILE") { words in
    try PreviousFile.make(words)
  },
  Chore(name: "screenshots", summary: "take the pictures in screenshots/ of the real program in a real terminal") { _ in
    try Screenshots.takeAll()
  },
  Chore(name: "bench", summary: "measure the real program (-c release); --deals 100,10000 names the sizes") { words in
    try Bench.run(words)
  },
  Chore(name: "trust", summary: "try to break what README promises; --long before a release, --seed N, --only TRIAL") {
    try Trust.run($0)
  },
  Chore(name: "typed", summary: "read random texts as people would type them; trust starts it") { words in
    try TypedTexts.run(words)
  },
]

let given = CommandLine.arguments.dropFirst()
guard let chore = chores.first(where: { $0.name == given.first }) else {
  for chore in chores { print("devtool \(chore.name): \(chore.summary)") }
  exit(given.isEmpty ? 0 : 2)
}
do {
  try chore.run(Array(given.dropFirst()))
} catch {
  FileHandle.standardError.write(Data("devtool: \(error)\n".utf8))
  exit(1)
}
