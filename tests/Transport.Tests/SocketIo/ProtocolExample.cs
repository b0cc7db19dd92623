using System.Text;

namespace AkkaSocketIo.Transport.Tests.SocketIo;

/// <summary>The encoded packets of the public document of the protocol, version 5.</summary>
internal sealed record ProtocolExample(string Text, params byte[][] Attachments)
{
    public static readonly ProtocolExample[] All =
    [
        new("0"),
        new("""0{"sid":"wZX3oN0bSVIhsaknAAAI"}"""),
        new("0/admin,"),
        new("""0/admin,{"sid":"oSO0OpakMV_3jnilAAAA"}"""),
        new("""4{"message":"Not authorized"}"""),
        new("""2["foo"]"""),
        new("""2/admin,["bar"]"""),
        new("""51-["baz",{"_placeholder":true,"num":0}]""", [1, 2, 3, 4]),
        new("""52-/admin,["baz",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]""", [1, 2], [3, 4]),
        new("""212["foo"]"""),
        new("312[]"),
        new("""2/admin,13["foo"]"""),
        new("""3/admin,13["bar"]"""),
        new("""51-14["foo",{"_placeholder":true,"num":0}]""", [1, 2, 3, 4]),
        new("""61-15["bar",{"_placeholder":true,"num":0}]""", [1, 2, 3, 4]),
        new("1"),
        new("1/admin,"),
    ];

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, All.Length)];

    public byte[] Bytes => Encoding.UTF8.GetBytes(Text);
}
