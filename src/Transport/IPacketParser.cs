namespace AkkaSocketIo;

/// <summary>
/// A format of Socket.IO packets: how they become Engine.IO messages and back. A server has one (setting <c>parser</c>), and
/// its clients need the same in their option <c>parser</c>. See <see cref="PacketParsers"/> for those that are there.
/// </summary>
/// <remarks>
/// A parser that is named by its type is made once, with the application's services as arguments of its constructor. Its
/// methods are called from many threads at a time.
/// </remarks>
public interface IPacketParser
{
    /// <summary>
    /// Makes the messages of a packet, on the thread that emits. Called once for each packet, also for a broadcast to
    /// many. What is thrown is thrown to whoever emits.
    /// </summary>
    PacketMessages Encode(Packet packet);

    /// <summary>Makes the decoder of a connection.</summary>
    /// <param name="limits">What a packet may hold.</param>
    IPacketDecoder CreateDecoder(ParserLimits limits);
}

/// <summary>Reads the messages of one connection, across a change of its transport. Called by one thread at a time.</summary>
public interface IPacketDecoder
{
    /// <summary>
    /// Takes the next message of the client. Returns the packet that it completes, or null when more messages belong to that:
    /// they have to come within <c>attachments-timeout</c> and to fit into <c>max-attachments-bytes</c>.
    /// </summary>
    /// <remarks>The server checks the packet: its namespace, its id, its payload by type, depth and names.</remarks>
    /// <exception cref="PacketException">The message is no packet, nor part of one; the connection is closed.</exception>
    Packet? Add(EngineMessage message);
}
