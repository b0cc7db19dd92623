using System.Text;
using System.Text.Json;
using AkkaSocketIo.Transport.SocketIo;
using CsCheck;

namespace AkkaSocketIo.Transport.Tests.SocketIo;

public class NamespaceQueryTests
{
    [Theory]
    [InlineData("/", "/", "")]
    [InlineData("/n", "/n", "")]
    [InlineData("/n?", "/n", "{}")]
    [InlineData("/n?tok=abc", "/n", """{"tok":"abc"}""")]
    [InlineData("/n?a=1&b=x+y%26%3D&c", "/n", """{"a":"1","b":"x y\u0026=","c":""}""")]
    [InlineData("/n?a=1&b=2&a=3", "/n", """{"a":["1","3"],"b":"2"}""")]
    [InlineData("/n?__proto__=x&constructor=y", "/n", """{"__proto__":"x","constructor":"y"}""")]
    [InlineData("/n?a=b?c", "/n", """{"a":"b?c"}""")]
    public void TheQueryBecomesAnObject(string text, string name, string json)
    {
        Assert.Equal(name, NamespaceQuery.NameOf(text));
        Assert.Equal(json, Encoding.UTF8.GetString(NamespaceQuery.ToJson(text)));
    }

    [Fact]
    public void AnyTextGivesAnObject() =>
        Gen.String.Sample(text => JsonDocument.Parse(NamespaceQuery.ToJson("/n?" + text)).RootElement.ValueKind == JsonValueKind.Object);
}
