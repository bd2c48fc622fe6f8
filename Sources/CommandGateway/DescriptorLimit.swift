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
    static func raise(toHold connections: Int, logger: Logger) {
        var limit = rlimit()
        let needed = rlim_t(clamping: connections) &+ rlim_t(reserve)
        guard getrlimit(resource, &limit) == 0, limit.rlim_cur < needed else { return }
        limit.rlim_cur = min(needed, limit.rlim_max)
        if setrlimit(resource, &limit) != 0 || limit.rlim_cur < needed {
            logger.warning("fewer open files are allowed than connections may need", metadata: ["needed": "\(needed)"])
        }
    }

    #if canImport(Glibc)
    private static let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #else
    private static let resource = RLIMIT_NOFILE
    #endif
}
