using System.Text;
using System.Text.Json;
using AkkaSocketIo.Transport.EngineIo;
using AkkaSocketIo.Transport.Tests.SocketIo;
using CsCheck;

namespace AkkaSocketIo.Transport.Tests.EngineIo;

public class JsonpFormTests
{
    [Theory]
    [InlineData("5", "2:40", """___eio[5]("2:40");""")]
    [InlineData("", "6", """___eio[]("6");""")]
    [InlineData("0](alert(1)//", "0{\"sid\":\"é\"}", """___eio[01]("0{\"sid\":\"é\"}");""")]
    [InlineData("x12y3", "4\u2028\u2029\u001e\\", "___eio[123](\"4\\u2028\\u2029\\u001E\\\\\");")]
    public void APayloadIsTheArgumentOfTheClientsFunction(string index, string payload, string script) =>
        Assert.Equal(script, Encoding.UTF8.GetString(JsonpForm.Wrap(index, Encoding.UTF8.GetBytes(payload)).WrittenSpan));

    [Fact]
    public void AnyTextIsAStringOfTheScript() =>
        Gen.String.Sample(text =>
        {
            var payload = Encoding.UTF8.GetBytes(text);
            var script = Encoding.UTF8.GetString(JsonpForm.Wrap("1", payload).WrittenSpan);
            return script.IndexOfAny(['\u2028', '\u2029', '\n', '\r']) < 0
                && JsonSerializer.Deserialize<string>(script["___eio[1](".Length..^");".Length]) == Encoding.UTF8.GetString(payload);
        });

    [Theory]
    [InlineData("d=2%3A40", "2:40")]
    [InlineData("a=1&d=4a+b%2B&c", "4a b+")]
    [InlineData("d=1&d=2", "2")]
    [InlineData("d=", "")]
    [InlineData("d", "")]
    [InlineData("d=4%C3%A9%F0%9F%98%80", "4é😀")]
    [InlineData("d=4a%5Cnb", "4a\nb")]
    [InlineData("d=4a%5C%5Cnb", "4a\\nb")]
    [InlineData("d=4a%5C%5C%5Cnb", "4a\\\\nb")]
    [InlineData("d=4%5C%22%5C", "4\\\"\\")]
    [InlineData("", null)]
    [InlineData("c=1", null)]
    [InlineData("2:40", null)]
    public void APayloadIsTheFieldOfAForm(string form, string? payload)
    {
        var unwrapped = JsonpForm.Unwrap(Encoding.UTF8.GetBytes(form));
        Assert.Equal(payload, unwrapped is null ? null : Encoding.UTF8.GetString(unwrapped));
    }

    /// <summary>What a client does before it puts a payload into a form, which then changes no line end.</summary>
    [Fact]
    public void TheClientsEscapingIsUndone() =>
        Gen.OneOf(Gen.String, Gen.OneOf(['\\', 'n', '\n', 'x']).Array.Select(a => new string(a)))
            .Where(text => !text.Contains("\\\n", StringComparison.Ordinal) && !text.Any(char.IsSurrogate))
            .Sample(text =>
            {
                var escaped = text.Replace("\\n", "\\\n", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
                var form = Encoding.UTF8.GetBytes("d=" + Uri.EscapeDataString(escaped));
                return Encoding.UTF8.GetString(JsonpForm.Unwrap(form)!) == text;
            });

    [Fact]
    public void AFormNeverThrowsAndIsBoundByItsSize() =>
        Gen.OneOf(HostileInput.Any, Gen.OneOf([.. "d=&%+5Cn\\\u00ff"u8.ToArray()]).Array).Sample(data =>
            HostileInput.AllocatedBy(() => JsonpForm.Unwrap(data)) <= HostileInput.Overhead + (128 * data.Length));
}
