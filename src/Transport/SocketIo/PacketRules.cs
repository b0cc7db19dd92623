namespace AkkaSocketIo.Transport.SocketIo;

/// <summary>What holds for packets in every format.</summary>
internal static class PacketRules
{
    // What JavaScript still tells apart as a number; an id has to come back as it was.
    public const long MaxId = (1L << 53) - 1;

    public static string Namespace(string? name, ParserLimits limits)
    {
        if (name is null || !name.StartsWith('/'))
        {
            throw new PacketException(PacketError.InvalidNamespace, "invalid namespace");
        }

        return name.Length <= limits.MaxNamespaceLength ? name : throw new PacketException(PacketError.NamespaceTooLong, "namespace too long");
    }

    public static long Id(long id) => id is >= 0 and <= MaxId ? id : throw new PacketException(PacketError.InvalidId, "invalid packet id");
}
