// SPDX-License-Identifier: Apache-2.0

import Logging

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// How many files and sockets this process may have open. The usual soft limit, 1024, is below what the default number
/// of connections needs beside a database's files.
enum DescriptorLimit {
    /// What a process needs beside its connections.
    private static let reserve = 256

    /// Raises the soft limit as far as the hard one allows, where it is too low for so many connections.
    ///
    /// - Returns: How many connections it has room for, at most as many as were asked for.
    static func raise(toHold connections: Int, logger: Logger) -> Int {
        var limit = rlimit()
        let needed = rlim_t(clamping: connections) &+ rlim_t(reserve)
        guard getrlimit(resource, &limit) == 0, limit.rlim_cur < needed else { return connections }
        let former = limit.rlim_cur
        limit.rlim_cur = min(needed, limit.rlim_max)
        if setrlimit(resource, &limit) != 0 { limit.rlim_cur = former }
        guard limit.rlim_cur < needed else { return connections }
        let room = Int(clamping: limit.rlim_cur)
        let held = max(min(connections, room - min(reserve, room / 2)), 1)
        logger.warning(
            "fewer open files are allowed than connections may need", metadata: ["needed": "\(needed)", "connections": "\(held)"])
        return held
    }

    #if canImport(Glibc)
    private static let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #else
    private static let resource = RLIMIT_NOFILE
    #endif
}
