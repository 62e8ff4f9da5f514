struct StormPage { init(_ s: StormDay) {}; var html: String { "" } }
