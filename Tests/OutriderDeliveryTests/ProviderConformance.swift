import Foundation
import OutriderCore
import OutriderDelivery
import Synchronization
import Testing

/// A provider and a way to look at what it delivered.
struct ProviderUnderTest: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// A new account and, for each call, another value that talks to it.
    let start: @Sendable () throws -> Account

    struct Account: Sendable {
        let provider: @Sendable () -> any Provider
        /// The delivery keys of all messages at the receiving end, one for each message.
        let delivered: @Sendable () throws -> [String]
    }

    /// Every provider of ours; add a line for a new one.
    static let all: [ProviderUnderTest] = [.outbox(.email), .outbox(.sms), .outbox(.whatsapp)]
}

/// The contract of `Provider`, held against each of them.
@Suite struct ProviderConformance {
    @Test(arguments: ProviderUnderTest.all)
    func accountIsStable(_ subject: ProviderUnderTest) throws {
        let account = try subject.start()
        let name = try account.provider().account()
        #expect(!name.isEmpty)
        #expect(try account.provider().account() == name)
        let other = try subject.start()
        #expect(try other.provider().account() != name)
    }

    @Test(arguments: ProviderUnderTest.all, [1, 3, 40])
    func reportsEachMessageOnceInOrder(_ subject: ProviderUnderTest, count: Int) throws {
        let account = try subject.start()
        let messages = subject.messages(0..<count)
        let outcomes = account.provider().send(messages)
        #expect(outcomes.map(\.id) == messages.map(\.id))
        #expect(outcomes.allSatisfy { $0.isSent && !$0.isDuplicate })
        #expect(try account.delivered().sorted() == messages.map(\.key).sorted())
    }

    @Test(arguments: ProviderUnderTest.all)
    func nothingToSendIsNothing(_ subject: ProviderUnderTest) throws {
        #expect(try subject.start().provider().send([]).isEmpty)
    }

    @Test(arguments: ProviderUnderTest.all)
    func deliversAKeyOnceOverRepeatsAndGenerations(_ subject: ProviderUnderTest) throws {
        let account = try subject.start()
        _ = account.provider().send(subject.messages(0..<3))
        let again = account.provider().send(subject.messages(0..<4))
        #expect(again.map(\.isDuplicate) == [true, true, true, false])
        let next = account.provider().send(subject.messages(0..<4, gen: 1))
        #expect(next.allSatisfy { $0.isSent && $0.isDuplicate })
        #expect(try account.delivered().count == 4)
    }

    @Test(arguments: ProviderUnderTest.all)
    func deliversAKeyOnceFromFourThreads(_ subject: ProviderUnderTest) async throws {
        let account = try subject.start()
        let messages = subject.messages(0..<30)
        let fresh = await withTaskGroup(of: Int.self) { group in
            for _ in 0..<4 {
                group.addTask { account.provider().send(messages).count { $0.isSent && !$0.isDuplicate } }
            }
            return await group.reduce(0, +)
        }
        #expect(fresh == 30)
        #expect(try account.delivered().sorted() == messages.map(\.key).sorted())
    }

    @Test(arguments: ProviderUnderTest.all)
    func aRefusedPermitEndsTheGroup(_ subject: ProviderUnderTest) throws {
        let account = try subject.start()
        let messages = subject.messages(0..<6)
        let asked = Mutex(0)
        let outcomes = account.provider().send(
            messages,
            permit: {
                asked.withLock { asked in
                    asked += 1
                    return asked <= 2
                }
            })
        #expect(asked.withLock { $0 } == 3)
        #expect(outcomes.map(\.id) == messages.map(\.id))
        #expect(outcomes.prefix(2).allSatisfy { $0.isSent })
        #expect(outcomes.dropFirst(2).allSatisfy { $0.result == .leaseOver })
        #expect(try account.delivered().sorted() == messages.prefix(2).map(\.key).sorted())
        // Not sent is not fenced: the same generation may go under the next lease.
        #expect(account.provider().send(messages).map(\.isDuplicate) == [true, true, false, false, false, false])
    }

    @Test(arguments: ProviderUnderTest.all)
    func evidenceFollowsTheSend(_ subject: ProviderUnderTest) throws {
        let account = try subject.start()
        let name = try account.provider().account()
        let messages = subject.messages(0..<2)
        let outcome = try #require(account.provider().send([messages[1]]).first)
        let evidence = try account.provider().evidence(for: messages.map(\.id), account: name)
        #expect(evidence.first == .notSent)
        guard case .sent(let providerID) = outcome.result else {
            Issue.record("not sent")
            return
        }
        #expect(evidence.last == .sent(providerID: providerID))
        #expect(try account.provider().evidence(for: [], account: name).isEmpty)
    }

    @Test(arguments: ProviderUnderTest.all)
    func evidenceFencesALateHolder(_ subject: ProviderUnderTest) throws {
        let account = try subject.start()
        let name = try account.provider().account()
        let message = subject.messages(7..<8)[0]
        #expect(try account.provider().evidence(for: [message.id], account: name) == [.notSent])
        #expect(account.provider().send([message]).map(\.result) == [.fenced])
        #expect(try account.provider().evidence(for: [message.id], account: name) == [.notSent])
        let next = account.provider().send(subject.messages(7..<8, gen: 1))
        #expect(next.allSatisfy { $0.isSent && !$0.isDuplicate })
        #expect(account.provider().send([message]).map(\.result) == [.fenced])
        #expect(try account.delivered().count == 1)
    }

    @Test(arguments: ProviderUnderTest.all)
    func anotherAccountIsUnknown(_ subject: ProviderUnderTest) throws {
        let account = try subject.start()
        let messages = subject.messages(0..<2)
        _ = account.provider().send([messages[0]])
        let evidence = try account.provider().evidence(for: messages.map(\.id), account: "another")
        #expect(evidence == [.unknown, .unknown])
        #expect(account.provider().send([messages[1]]).allSatisfy { $0.isSent }, "unknown must not fence")
    }
}

extension ProviderUnderTest {
    func messages(_ numbers: Range<Int>, gen: Int = 0) -> [OutgoingMessage] {
        let channel = Channel(rawValue: String(testDescription.split(separator: " ").last ?? "")) ?? .email
        return numbers.map { Messages.mail($0, gen: gen, channel: channel) }
    }

    static func outbox(_ channel: Channel) -> ProviderUnderTest {
        ProviderUnderTest(testDescription: "outbox \(channel.rawValue)") {
            let folder = try TemporaryFolder()
            return Account(
                provider: { Outbox(path: folder.outbox) },
                delivered: {
                    let inside = channel == .email ? "/email/new" : "/" + channel.rawValue
                    return TemporaryFolder.names(in: folder.outbox + inside).map { String($0.prefix(32)) }
                })
        }
    }
}
