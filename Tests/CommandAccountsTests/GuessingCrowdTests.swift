// SPDX-License-Identifier: Apache-2.0

@testable import CommandAccounts
import CommandKit
import Testing

/// Addresses that guess without end, and an owner among them, by a clock that the test moves: hashes take 0.3 s each, two at once.
@Suite("A crowd that guesses") struct GuessingCrowdTests {
    @Test("The owner is in within five seconds while a hundred addresses guess, known here or not", arguments: [true, false])
    func hundredAddresses(isKnown: Bool) {
        var crowd = Crowd(guessers: 100, isOwnerKnown: isKnown)
        let waits = crowd.ownerLogsIn(times: 4, each: .seconds(7))
        #expect(waits.allSatisfy { $0 != nil && $0 ?? .zero <= .seconds(5) }, "\(waits)")
        #expect(crowd.hashed > 0)
    }

    @Test("The owner is in while one address, or twelve, guess over many connections", arguments: [1, 12])
    func fewAddresses(count: Int) {
        var crowd = Crowd(guessers: count, connections: 12, isOwnerKnown: false)
        let waits = crowd.ownerLogsIn(times: 4, each: .seconds(7))
        #expect(waits.allSatisfy { $0 != nil && $0 ?? .zero <= .seconds(1) }, "\(waits)")
    }

    @Test("An owner who was here before is in while fresh addresses come without end, each with one guess")
    func freshAddresses() {
        var crowd = Crowd(guessers: 100, isOwnerKnown: true)
        crowd.isAlwaysFresh = true
        let waits = crowd.ownerLogsIn(times: 4, each: .seconds(7))
        #expect(waits.allSatisfy { $0 != nil && $0 ?? .zero <= .seconds(1) }, "\(waits)")
    }

    @Test("A hammering address is soon refused without being put in line")
    func hammering() {
        var crowd = Crowd(guessers: 1, connections: 12, isOwnerKnown: false)
        _ = crowd.ownerLogsIn(times: 1, each: .seconds(60))
        // Fifty tries, and one more each six seconds.
        #expect(crowd.putInLine <= 61)
    }
}

private struct Crowd {
    private enum Who: Hashable { case owner, guesser(Int) }
    private struct Attempt {
        let who: Who
        let guess: GuessLimiter.Guess
    }

    var isAlwaysFresh = false
    private(set) var hashed = 0
    private(set) var putInLine = 0
    private let clock = ManualClock()
    private let limiter: GuessLimiter
    private var line = WaitingLine()
    private var attempts: [UInt64: Attempt] = [:]
    private var running: [(work: WaitingWork, end: Duration)] = []
    /// When each connection tries again; nil while it waits for an answer.
    private var nextTry: [Duration?]
    private let addresses: Int
    private var tries = 0
    private var ownersAnswer: Bool?

    init(guessers: Int, connections: Int = 1, isOwnerKnown: Bool) {
        addresses = guessers
        nextTry = Array(repeating: .zero, count: guessers * connections)
        limiter = GuessLimiter { [clock] in clock.elapsed }
        if isOwnerKnown, let guess = try? limiter.admit("owner", from: "198.51.100.1") { limiter.succeeded(guess) }
    }

    /// How long each of the owner's logins took; nil for one that was refused. Each comes so long after the one before.
    mutating func ownerLogsIn(times: Int, each pause: Duration) -> [Duration?] {
        (0..<times).map { _ in
            run(for: pause)
            let begin = clock.elapsed
            ownersAnswer = nil
            ask("owner", from: "198.51.100.1", .owner)
            while ownersAnswer == nil { step() }
            return ownersAnswer == true ? clock.elapsed - begin : nil
        }
    }

    private mutating func run(for duration: Duration) {
        let end = clock.elapsed + duration
        while clock.elapsed < end { step() }
    }

    /// Fifty milliseconds pass.
    private mutating func step() {
        clock.advance(by: .milliseconds(50))
        let now = clock.elapsed
        for (work, _) in running.filter({ $0.end <= now }) { finish(work) }
        running.removeAll { $0.end <= now }
        for (work, refusal) in line.drop(at: now) { refuse(work.id, refusal) }
        for index in nextTry.indices {
            guard let due = nextTry[index], due <= now else { continue }
            tries += 1
            let address = isAlwaysFresh ? "10.\(tries >> 16 & 255).\(tries >> 8 & 255).\(tries & 255)" : "10.0.0.\(index % addresses)"
            nextTry[index] = nil
            ask("name\(tries)", from: address, .guesser(index))
        }
        while let next = line.takeNext() {
            hashed += 1
            running.append((next, now + .milliseconds(300)))
        }
    }

    private mutating func ask(_ name: String, from address: String, _ who: Who) {
        guard let guess = try? limiter.admit(name, from: address) else { return answer(who, false) }
        let id = line.nextID()
        putInLine += who == .owner ? 0 : 1
        attempts[id] = Attempt(who: who, guess: guess)
        let work = WaitingWork(
            id: id, turn: guess.turn, end: clock.elapsed + guess.turn.rank.longestWait, run: { {} }, refuse: { _ in })
        for (work, refusal) in line.admit(work) { refuse(work.id, refusal) }
    }

    private mutating func finish(_ work: WaitingWork) {
        line.finish(work)
        guard let attempt = attempts.removeValue(forKey: work.id) else { return }
        if attempt.who == .owner { limiter.succeeded(attempt.guess) } else { limiter.failed(attempt.guess) }
        answer(attempt.who, attempt.who == .owner)
    }

    private mutating func refuse(_ id: UInt64, _ refusal: PasswordQueue.Refusal) {
        guard let attempt = attempts.removeValue(forKey: id) else { return }
        limiter.refused(attempt.guess, refusal)
        answer(attempt.who, false)
    }

    private mutating func answer(_ who: Who, _ isRight: Bool) {
        switch who {
        case .owner: ownersAnswer = isRight
        case .guesser(let index): nextTry[index] = clock.elapsed + .milliseconds(50)
        }
    }
}
