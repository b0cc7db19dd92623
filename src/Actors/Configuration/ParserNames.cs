using AkkaSocketIo.Transport.SocketIo;

namespace AkkaSocketIo.Actors.Configuration;

/// <summary>The parsers that have a short name, and types for all others.</summary>
internal static class ParserNames
{
    public const string Json = "json";
    public const string MessagePack = "msgpack";

    private const string Fix = "Write json, msgpack, or \"Namespace.Type, Assembly\" of a class that implements IPacketParser.";

    /// <summary>What a parser is called in a list of settings.</summary>
    public static string Of(IPacketParser parser) => parser switch
    {
        JsonCodec => Json,
        MessagePackCodec => MessagePack,
        _ => parser.GetType().FullName!,
    };

    public static ParsedSetting Parse(SettingValue value, string text)
    {
        if (value.Instance is null && text is not (Json or MessagePack) && Find(text) is null)
            throw new SettingException("names no parser, and no type that is there", Fix);
        if (value.Instance is null && Find(text) is { } type && (type.IsAbstract || !type.IsAssignableTo(typeof(IPacketParser)) || type.ContainsGenericParameters))
            throw new SettingException("is a type that is no IPacketParser which can be made", Fix);
        return new(text, text);
    }

    /// <summary>A type by its assembly-qualified name; null if it is not to be had.</summary>
    public static Type? Find(string name)
    {
        try
        {
            return Type.GetType(name);
        }
        catch (Exception e) when (e is IOException or ArgumentException or BadImageFormatException or TypeLoadException)
        {
            return null;
        }
    }
}
