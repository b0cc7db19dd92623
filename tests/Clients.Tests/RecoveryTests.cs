namespace AkkaSocketIo.Clients.Tests;

public sealed class RecoveryTests(RecoveryRuns runs) : ClientCases(runs, "recovery.mjs"), IClassFixture<RecoveryRuns>
{
    [NodeTheory, Clients(NewestOnly = true)]
    [Mirrors("socket.io/connection-state-recovery.ts", "should restore session and missed packets")]
    public Task MissedEventsComeInOrder(string client, string mode) => Passes(client, mode);

    [NodeTheory, Clients(NewestOnly = true)]
    public Task MissedEventsAreThereBeforeConnect(string client, string mode) => Passes(client, mode);

    [NodeTheory, Clients(NewestOnly = true)]
    public Task ManyMissedEventsAllCome(string client, string mode) => Passes(client, mode);

    [NodeTheory, Clients(NewestOnly = true)]
    public Task ItComesBackByItselfAndAsOftenAsItLikes(string client, string mode) => Passes(client, mode);

    [NodeTheory, Clients(NewestOnly = true)]
    public Task WhomTheServerDroppedComesBackToo(string client, string mode) => Passes(client, mode);

    [NodeTheory, Clients(NewestOnly = true)]
    [Mirrors("socket.io/connection-state-recovery.ts", "should restore rooms and data attributes")]
    public Task RoomsAreKept(string client, string mode) => Passes(client, mode);

    [NodeTheory, Clients(NewestOnly = true)]
    public Task EachNamespaceRecovers(string client, string mode) => Passes(client, mode);

    [NodeTheory, Clients(NewestOnly = true)]
    public Task WhoWasKickedOutBeginsAnew(string client, string mode) => Passes(client, mode);

    [NodeTheory, Clients(NewestOnly = true)]
    [Mirrors("socket.io/connection-state-recovery.ts", "should fail to restore an unknown session")]
    public Task AnUnknownSessionBeginsAnew(string client, string mode) => Passes(client, mode);

    [NodeTheory, Clients(NewestOnly = true)]
    public Task AnEventThatAsksForAnAckHasNothingBehindItsArguments(string client, string mode) => Passes(client, mode);
}
