using System.Text;
using System.Text.Json;
using AkkaSocketIo.Transport.SocketIo;
using CsCheck;

namespace AkkaSocketIo.Transport.Tests.SocketIo;

public class PlaceholdersTests
{
    private const int Attachments = 2;

    private static readonly Gen<string> s_json = Gen.Recursive<string>((depth, inner) =>
    {
        var leaf = Gen.OneOf("true", "false", "null", "0", "1", "2", "-1", "0.5", "\"1\"");
        var name = Gen.OneOf("_placeholder", "num", "a", "\\u005fplaceholder");
        return depth > 3
            ? leaf
            : Gen.Frequency(
                (2, leaf),
                (1, inner.Array[0, 3].Select(items => $"[{string.Join(',', items)}]")),
                (5, Gen.Select(name, inner).Select((n, v) => $"\"{n}\":{v}").Array[0, 4].Select(items => $"{{{string.Join(',', items)}}}")));
    });

    [Theory]
    [InlineData("""{"_placeholder":true,"num":0,"num":9}""")]
    [InlineData("""{"_placeholder":false,"num":9,"_placeholder":true}""")]
    [InlineData("""[{"_placeholder":true,"num":0},{"_placeholder":true,"num":0}]""")]
    [InlineData("""{"_placeholder":true,"num":0,"a":{"num":0,"b":1,"_placeholder":true}}""")]
    [InlineData("""{"a":{"num":0},"_placeholder":{"_placeholder":true}}""")]
    public void WhatAnotherClientWouldRefuseIsRefused(string json) => Assert.False(IsAccepted(json));

    [Fact]
    public void APlaceholderIsWhatJavaScriptTakesForOneAndNamesWhatNoOtherDoes() =>
        s_json.Sample(json =>
        {
            using var document = JsonDocument.Parse(json);
            return IsAccepted(json) == IsLegal(document.RootElement, []);
        });

    private static bool IsAccepted(string json) =>
        HostileInput.TryAdd(new JsonDecoder(new ParserLimits()), Encoding.UTF8.GetBytes($"5{Attachments}-[\"x\",{json}]"), out _);

    private static bool IsLegal(JsonElement element, HashSet<int> named) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().All(e => IsLegal(e, named)),
        JsonValueKind.Object => IsLegalObject(element, named) && element.EnumerateObject().All(p => IsLegal(p.Value, named)),
        _ => true,
    };

    /// <summary>Of properties with one name, <see cref="JsonElement"/> finds the last.</summary>
    private static bool IsLegalObject(JsonElement element, HashSet<int> named) =>
        !element.TryGetProperty("_placeholder", out var mark) || mark.ValueKind != JsonValueKind.True
        || (element.TryGetProperty("num", out var number) && number.ValueKind == JsonValueKind.Number
            && number.TryGetInt32(out var index) && index is >= 0 and < Attachments && named.Add(index));
}
