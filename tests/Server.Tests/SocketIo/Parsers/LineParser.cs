using System.Globalization;
using System.Text;

namespace AkkaSocketIo.Server.Tests.SocketIo.Parsers;

/// <summary>
/// A format that nobody has: <c>type namespace id attachments payload</c> with a blank between them, the payload turned round
/// letter by letter; then the attachments, all in one message of hexadecimal digits.
/// </summary>
internal sealed class LineParser : IPacketParser
{
    private int _encoded;

    /// <summary>Packets that were encoded.</summary>
    public int Encoded => Volatile.Read(ref _encoded);

    public ParserLimits? Limits { get; private set; }

    public PacketMessages Encode(Packet packet)
    {
        Interlocked.Increment(ref _encoded);
        var id = packet.Id?.ToString(CultureInfo.InvariantCulture) ?? "-";
        var text = $"{(int)packet.Type} {packet.Namespace} {id} {packet.Attachments.Count} {Turned(Encoding.UTF8.GetString(packet.Payload.Span))}";
        return new PacketMessages
        {
            Text = Encoding.UTF8.GetBytes(text),
            Binary = packet.Attachments.Count == 0
                ? []
                : [Encoding.ASCII.GetBytes(string.Join('-', packet.Attachments.Select(a => Convert.ToHexStringLower(a.Span))))],
        };
    }

    public IPacketDecoder CreateDecoder(ParserLimits limits)
    {
        Limits = limits;
        return new Decoder();
    }

    private static string Turned(string text) => string.Concat(text.EnumerateRunes().Reverse().Select(r => r.ToString()));

    private sealed class Decoder : IPacketDecoder
    {
        private string[]? _head;

        public Packet? Add(EngineMessage message)
        {
            if (_head is null != !message.IsBinary)
            {
                throw new PacketException("a message of the wrong kind");
            }

            if (!message.IsBinary)
            {
                _head = message.Text.Split(' ', 5);
                if (_head[0] == "limit")
                {
                    throw new PacketException("too much", isLimit: true);
                }

                return _head[3] == "0" ? Whole([]) : null;
            }

            return Whole([.. message.Text.Split('-').Select(hex => (ReadOnlyMemory<byte>)Convert.FromHexString(hex))]);
        }

        private Packet Whole(ReadOnlyMemory<byte>[] attachments)
        {
            var head = _head!;
            _head = null;
            return new Packet
            {
                Type = (PacketType)int.Parse(head[0], CultureInfo.InvariantCulture),
                Namespace = head[1],
                Id = head[2] == "-" ? null : long.Parse(head[2], CultureInfo.InvariantCulture),
                Payload = Encoding.UTF8.GetBytes(Turned(head[4])),
                Attachments = attachments,
            };
        }
    }
}
