using System.Text.Json;

namespace AkkaSocketIo.Transport.SocketIo;

/// <summary>Where an object that stands for a binary value begins and ends in its JSON, and the attachment that it names.</summary>
internal readonly record struct Placeholder(int Start, int End, int Number);

/// <summary>The objects that stand for binary values.</summary>
internal static class Placeholders
{
    /// <summary>
    /// Skips a value as <see cref="Utf8JsonReader.Skip"/> does. Each object that is marked as a placeholder must name an
    /// attachment that the packet has: clients to which the packet is forwarded would close their connection otherwise. And
    /// it must be the first to do so: a large one that is named often would be copied as often. The reader's bound of the
    /// depth bounds the recursion.
    /// </summary>
    /// <param name="reader">On the value.</param>
    /// <param name="named">Of each attachment, whether the packet has named it so far.</param>
    public static void Skip(ref Utf8JsonReader reader, bool[] named)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            SkipObject(ref reader, named);
        }
        else if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                Skip(ref reader, named);
            }
        }
    }

    /// <summary>Reads over an object that is nothing but a placeholder, and stays in front of any other.</summary>
    public static bool TryRead(ref Utf8JsonReader reader, int attachments, out int number)
    {
        number = -1;
        if (attachments == 0)
        {
            return false;
        }

        var ahead = reader;
        if (!ahead.Read() || ahead.TokenType != JsonTokenType.PropertyName || !ahead.ValueTextEquals("_placeholder"u8)
            || !ahead.Read() || ahead.TokenType != JsonTokenType.True
            || !ahead.Read() || ahead.TokenType != JsonTokenType.PropertyName || !ahead.ValueTextEquals("num"u8)
            || !ahead.Read() || !IsIndex(ref ahead, attachments) || !ahead.TryGetInt32(out number)
            || !ahead.Read() || ahead.TokenType != JsonTokenType.EndObject)
        {
            return false;
        }

        reader = ahead;
        return true;
    }

    /// <summary>All of one value, in order.</summary>
    public static List<Placeholder> Find(ReadOnlySpan<byte> json, int attachments)
    {
        var found = new List<Placeholder>();
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = int.MaxValue });
        reader.Read();
        Find(ref reader, attachments, found);
        return found;
    }

    private static void Find(ref Utf8JsonReader reader, int attachments, List<Placeholder> found)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            FindInObject(ref reader, attachments, found);
        }
        else if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                Find(ref reader, attachments, found);
            }
        }
    }

    private static void FindInObject(ref Utf8JsonReader reader, int attachments, List<Placeholder> found)
    {
        var start = (int)reader.TokenStartIndex;
        var before = found.Count;
        var isMarked = false;
        var number = -1;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isMark = reader.ValueTextEquals("_placeholder"u8);
            var isNumber = !isMark && reader.ValueTextEquals("num"u8);
            reader.Read();
            isMarked = isMark ? reader.TokenType == JsonTokenType.True : isMarked;
            number = !isNumber ? number : IsIndex(ref reader, attachments) ? reader.GetInt32() : -1;
            Find(ref reader, attachments, found);
        }

        if (isMarked && number >= 0)
        {
            // The whole object stands for the bytes, with whatever else is in it.
            found.RemoveRange(before, found.Count - before);
            found.Add(new Placeholder(start, (int)reader.BytesConsumed, number));
        }
    }

    private static void SkipObject(ref Utf8JsonReader reader, bool[] named)
    {
        var isMarked = false;
        var number = -1;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isMark = reader.ValueTextEquals("_placeholder"u8);
            var isNumber = !isMark && reader.ValueTextEquals("num"u8);
            reader.Read();

            // Of properties with one name the last counts, as in JavaScript.
            isMarked = isMark ? reader.TokenType == JsonTokenType.True : isMarked;
            number = !isNumber ? number : IsIndex(ref reader, named.Length) ? reader.GetInt32() : -1;
            Skip(ref reader, named);
        }

        if (!isMarked)
        {
            return;
        }

        if (number < 0 || named[number])
        {
            throw new PacketException(PacketError.IllegalAttachments, "illegal attachments");
        }

        named[number] = true;
    }

    private static bool IsIndex(ref Utf8JsonReader reader, int attachments) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number) && number >= 0 && number < attachments;
}
