// The target's first file stands in for it until its sources follow.
