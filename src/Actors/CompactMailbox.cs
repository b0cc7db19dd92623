using System.Diagnostics.CodeAnalysis;
using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Dispatch.MessageQueues;
using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo.Actors;

/// <summary>
/// The mailbox of actors that there are thousands of: the default one sets a kilobyte aside for each before anything was
/// told to it. This one has no more than it ever needed.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Akka makes it by its name.")]
internal sealed class CompactMailbox : MailboxType, IProducesMessageQueue<CompactMailbox.MessageQueue>
{
    private const string Id = "akka-socket-io-compact-mailbox";

    public CompactMailbox(Settings settings, Config config)
        : base(settings, config)
    {
    }

    /// <summary>Makes it known to an actor system; without an effect where it is known.</summary>
    public static void Register(ActorSystem system) =>
        system.Settings.InjectTopLevelFallback(ConfigurationFactory.ParseString(
            $"{Id} {{ mailbox-type = \"{typeof(CompactMailbox).FullName}, {typeof(CompactMailbox).Assembly.GetName().Name}\" }}"));

    public static Props Use(Props props) => props.WithMailbox(Id);

    public override IMessageQueue Create(IActorRef owner, ActorSystem system) => new MessageQueue();

    /// <summary>Many tell, one reads: the reader takes over all that was told since it last looked, in one go.</summary>
    internal sealed class MessageQueue : IMessageQueue, IUnboundedMessageQueueSemantics
    {
        private readonly Lock _gate = new();
        private Queue<Envelope> _told = new();
        private Queue<Envelope> _taken = new();

        // Of those that were told: looked at without the lock.
        private volatile int _waiting;

        public bool HasMessages => _waiting > 0 || _taken.Count > 0;

        public int Count => _waiting + _taken.Count;

        public void Enqueue(IActorRef receiver, Envelope envelope)
        {
            lock (_gate)
            {
                _told.Enqueue(envelope);
                _waiting = _told.Count;
            }
        }

        public bool TryDequeue(out Envelope envelope)
        {
            if (_taken.TryDequeue(out envelope))
            {
                return true;
            }

            if (_waiting == 0)
            {
                return false;
            }

            lock (_gate)
            {
                (_told, _taken) = (_taken, _told);
                _waiting = 0;
            }

            return _taken.TryDequeue(out envelope);
        }

        public void CleanUp(IActorRef owner, IMessageQueue deadletters)
        {
            while (TryDequeue(out var envelope))
            {
                // An event that nobody will handle any more must not keep its place in its connection's window.
                (envelope.Message as SocketIoPacket)?.ReturnCredit();
                deadletters.Enqueue(owner, envelope);
            }
        }
    }
}
