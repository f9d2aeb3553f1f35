// swift-tools-version: 6.2

import PackageDescription

/// Every target of ours is held to the same rules: Swift 6 mode, no warnings, explicit existentials, and imports that
/// show in the interface only where they are written `package import`.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// What the tests walk through thousands of times is optimised in debug builds too: the walks over every screen, size and
/// key take a quarter of the time.
let fast: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]

func library(
  _ name: String, _ dependencies: [Target.Dependency] = [], path: String? = nil, settings: [SwiftSetting] = []
) -> Target {
  .target(name: name, dependencies: dependencies, path: path, swiftSettings: strict + settings)
}

func program(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
  .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

// Each line imports only from lines above it; ArchitectureTests reads the import lines and fails on any other.
let package = Package(
  name: "dealboard",
  targets: [
    .systemLibrary(name: "CSQLite", providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(name: "CNcurses", providers: [.apt(["libncurses-dev"])]),
    library("Sales"),
    library("Screen", settings: fast),
    library("Samples", ["Sales"]),
    library("Storage", ["Sales", "CSQLite"]),
    library("Curses", ["Screen", "CNcurses"]),
    library("Contract", ["Sales"]),
    library("Board", ["Sales", "Screen"], settings: fast),
    library("Workbook", ["Sales"]),
    library("Markup", ["Workbook"]),
    library("Commands", ["Sales", "Samples", "Contract", "Screen", "Workbook"]),
    program("dealboard-workbook", ["Workbook", "Markup"]),
    // The last is a program that this one starts: who builds or runs dealboard alone gets both.
    program(
      "dealboard", ["Sales", "Screen", "Workbook", "Commands", "Board", "Storage", "Curses", "dealboard-workbook"]),
    library("Harness", ["CSQLite"]),
    program("devtool", ["Sales", "Samples", "Commands", "Board", "Screen", "Storage", "Harness"]),

    library("Support", ["Sales", "Samples", "Screen", "Contract", "Board"], path: "Tests/Support"),
    tests("SalesTests", ["Sales", "Support"]),
    tests("BoardTests", ["Board", "Sales", "Screen", "Support"], exclude: ["Goldens"]),
    tests("StorageTests", ["Storage", "Contract", "Sales", "Samples", "Support"]),
    tests("ScreenTests", ["Screen", "Support"]),
    tests("SamplesTests", ["Sales", "Samples"]),
    tests("ContractTests", ["Contract", "Sales", "Support"]),
    tests(
      "CommandsTests", ["Sales", "Samples", "Contract", "Workbook", "Markup", "Commands", "Screen", "Support"],
      exclude: ["Goldens"]),
    tests("WorkbookTests", ["Workbook", "Markup", "Support"]),
    tests("CursesTests", ["Curses", "Screen", "Support"]),
    tests("EndToEndTests", ["Harness"]),
    tests("ArchitectureTests"),
  ]
)
