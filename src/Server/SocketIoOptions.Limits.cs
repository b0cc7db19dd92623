namespace AkkaSocketIo;

public sealed partial class SocketIoOptions
{
    /// <summary>
    /// The largest POST body and the largest WebSocket message, in bytes. Not more than <see cref="MaxInboundBytes"/>.
    /// Default: <c>1000000</c>.
    /// </summary>
    public long? MaxHttpBufferSize { get; set; }

    /// <summary>
    /// Bytes that may wait to be written to one connection. Over it the connection is closed; one message of any size always
    /// fits. Default: <c>16MiB</c>.
    /// </summary>
    public long? MaxBufferedBytes { get; set; }

    /// <summary>
    /// The same for all connections of the process together. Over it <c>Emit</c> throws and <c>EmitAsync</c> waits.
    /// Default: <c>auto</c>, a quarter of the memory that the process may use.
    /// </summary>
    public long? MaxBufferedBytesTotal { get; set; }

    /// <summary>
    /// Bytes of packets received by polling and not yet handled, per connection, with 128 more for each. A client that sends
    /// on when this is passed is closed; one POST always fits. Default: <c>4MiB</c>.
    /// </summary>
    public long? MaxInboundBytes { get; set; }

    /// <summary>Packets of one connection that are received and not yet handled before reading stops. Default: <c>32</c>.</summary>
    public int? InboundWindow { get; set; }

    /// <summary>The same in bytes, with 128 more for each; a single larger one is let through alone. Default: <c>256KiB</c>.</summary>
    public long? InboundWindowBytes { get; set; }

    /// <summary>Events of one socket that may wait for an ack. Default: <c>10000</c>.</summary>
    public int? MaxPendingAcks { get; set; }

    /// <summary>Namespaces that one connection may join. Default: <c>100</c>.</summary>
    public int? MaxNamespacesPerConnection { get; set; }

    /// <summary>Connections of the process that have joined no namespace yet. Default: <c>10000</c>.</summary>
    public int? MaxPendingHandshakes { get; set; }

    /// <summary>
    /// Packets that a connection may send in a second, but for acknowledgements that it was asked for; over it the connection
    /// is closed. 0: any number. Default: <c>0</c>.
    /// </summary>
    public int? MaxEventsPerSecond { get; set; }

    /// <summary>How many of them may come at once; 0: as many as in a second. Default: <c>0</c>.</summary>
    public int? MaxEventsBurst { get; set; }

    /// <summary>
    /// Handshakes that one address may begin in a second; over it they are answered with 429. 0: any number. Default: <c>0</c>.
    /// </summary>
    public int? MaxHandshakesPerSecond { get; set; }

    /// <summary>How many of them may come at once; 0: as many as in a second. Default: <c>0</c>.</summary>
    public int? MaxHandshakesBurst { get; set; }

    /// <summary>Characters in the name of an event that a client sends. Default: <c>256</c>.</summary>
    public int? MaxEventNameLength { get; set; }

    /// <summary>Characters in the name of a namespace that a client asks for. Default: <c>256</c>.</summary>
    public int? MaxNamespaceLength { get; set; }

    /// <summary>Binary attachments of one packet; 0 accepts none. Default: <c>10</c>.</summary>
    public int? MaxAttachments { get; set; }

    /// <summary>
    /// Bytes of the attachments of one packet. Default: <c>auto</c>, ten times <see cref="MaxHttpBufferSize"/>.
    /// </summary>
    public long? MaxAttachmentsBytes { get; set; }

    /// <summary>Time from a packet to the last of its attachments. Default: <c>10s</c>.</summary>
    public TimeSpan? AttachmentsTimeout { get; set; }

    /// <summary>Depth of objects and arrays in what a client sends. Default: <c>64</c>.</summary>
    public int? MaxJsonDepth { get; set; }

    /// <summary>Bytes that the data of one socket may take when it is serialized. Default: <c>64KiB</c>.</summary>
    public long? MaxDataBytes { get; set; }
}
