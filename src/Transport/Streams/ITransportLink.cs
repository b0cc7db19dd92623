namespace AkkaSocketIo.Transport.Streams;

/// <summary>A transport, as the connection's actor sees it.</summary>
internal interface ITransportLink
{
    TransportKind Kind { get; }

    InboundCredit Credit { get; }
}
