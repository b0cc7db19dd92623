namespace AkkaSocketIo.Transport.SocketIo;

/// <summary>
/// What goes out to a client, encoded once and shared by all who get it: one Engine.IO text packet, its type character
/// included, and the binary ones that belong to it. The parts are never torn apart.
/// </summary>
internal class EncodedPacket : BroadcastPacket
{
    // What the smallest packet costs while it waits, even an empty one: its object and its places in lists and arrays.
    private const int Overhead = 64;

    public static readonly EncodedPacket Ping = new("2"u8.ToArray()) { IsCounted = false };
    public static readonly EncodedPacket Pong = new("3"u8.ToArray()) { IsCounted = false };
    public static readonly EncodedPacket ProbeAnswer = new("3probe"u8.ToArray()) { IsCounted = false };
    public static readonly EncodedPacket Noop = new("6"u8.ToArray()) { IsCounted = false };
    public static readonly EncodedPacket Close = new("1"u8.ToArray()) { IsCounted = false };

    /// <summary>A packet of the engine's own, which the outbox does not count.</summary>
    public static EncodedPacket Control(byte[] text) => new(text) { IsCounted = false };

    public EncodedPacket(byte[]? text, ReadOnlyMemory<byte>[]? attachments = null)
    {
        Text = text;
        Attachments = attachments ?? [];
        Size = text?.Length ?? 0;
        foreach (var attachment in Attachments)
        {
            Size += attachment.Length;
        }
    }

    /// <summary>The text packet; null for a binary Engine.IO message, which is then the only attachment.</summary>
    public byte[]? Text { get; }

    public ReadOnlyMemory<byte>[] Attachments { get; }

    /// <summary>Bytes that are sent.</summary>
    public int Size { get; }

    /// <summary>What it takes of an outbox while it waits. More than nothing: an outbox that counts nothing is empty.</summary>
    public int Weight => Size + Overhead;

    /// <summary>Whether the outbox counted it: all but the engine's own packets.</summary>
    public bool IsCounted { get; private init; } = true;

    /// <summary>Whether a transport that compresses may compress it.</summary>
    public override bool Compress { get; init; } = true;

    public override ReadOnlyMemory<byte> TextBytes => Text;

    public override IReadOnlyList<ReadOnlyMemory<byte>> BinaryParts => Attachments;

    /// <summary>It is a <see cref="TrackedPacket"/>.</summary>
    public bool IsTracked { get; protected init; }

    /// <summary>Engine.IO packets that this is.</summary>
    public int Count => Attachments.Length + (Text is null ? 0 : 1);

    /// <summary>The same bytes, and no transport compresses them.</summary>
    public EncodedPacket WithoutCompression() => new(Text, Attachments) { Compress = false };
}
