using AkkaSocketIo.Transport.Http;
using Microsoft.AspNetCore.Http;

namespace AkkaSocketIo.Transport.Tests.Http;

public class PollingEndpointTests
{
    /// <summary>A request finds its session a moment before that ends: nobody is there any more to answer it.</summary>
    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task ARequestForASessionThatHasStoppedMeanwhileIsAnswered(string method)
    {
        var session = new EngineSession("sid", null!, null!, null!) { Polling = null! };
        session.SetStopped();
        var context = new DefaultHttpContext();
        context.Request.Method = method;
        await new PollingEndpoint(null!).InvokeAsync(context, session).WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(400, context.Response.StatusCode);
    }
}
