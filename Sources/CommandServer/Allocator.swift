// SPDX-License-Identifier: Apache-2.0

#if canImport(CMalloc)
import CMalloc
#endif

/// The C library's allocator, from which every buffer comes.
enum Allocator {
    /// From how many bytes on a block is given back to the system when it is freed.
    private static let largeBlock: Int32 = 128 * 1024

    /// Has large blocks given back as soon as they are freed. By itself glibc raises that size to the largest block that was
    /// freed, up to 32 MiB, and then keeps what lies between: bodies of 64 MiB at once took 302 MiB, and with this 131.
    ///
    /// - SeeAlso: mallopt(3), `M_MMAP_THRESHOLD`
    static func returnLargeBlocks() {
        #if canImport(CMalloc)
        _ = mallopt(M_MMAP_THRESHOLD, largeBlock)
        #endif
    }
}
