extension PolicyBook { public func check() -> [BookFinding] { [] } }
