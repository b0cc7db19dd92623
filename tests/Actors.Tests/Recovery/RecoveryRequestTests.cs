using System.Text;
using AkkaSocketIo.Actors.Recovery;

namespace AkkaSocketIo.Actors.Tests.Recovery;

public class RecoveryRequestTests
{
    [Theory]
    [InlineData("", null, null)]
    [InlineData("{}", null, null)]
    [InlineData("""{"pid":"p"}""", "p", null)]
    [InlineData("""{"pid":"p","offset":"o","token":1}""", "p", "o")]
    [InlineData("""{"token":{"pid":"x","offset":["y"]},"list":[{"pid":"z"}],"offset":"o","pid":"p"}""", "p", "o")]
    [InlineData("""{"pid":1,"offset":{"pid":"x"}}""", null, null)]
    [InlineData("""{"pid":["p"],"offset":null}""", null, null)]
    [InlineData("""{"pid":"\ud800","offset":"\u0041"}""", null, null)]
    [InlineData("""{"pid":"p","pid":2}""", null, null)]
    public void BothAreStringsOrNotThere(string auth, string? pid, string? offset) =>
        Assert.Equal(new RecoveryRequest(pid, offset), RecoveryRequest.Read(Encoding.UTF8.GetBytes(auth)));

    [Fact]
    public void ALongTextIsNoneOfOurs() =>
        Assert.Null(RecoveryRequest.Read(Encoding.UTF8.GetBytes($$"""{"pid":"{{new string('p', 65)}}"}""")).Pid);
}
