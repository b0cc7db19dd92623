using AkkaSocketIo.Transport.Http;
using Microsoft.AspNetCore.Http;

namespace AkkaSocketIo.Server.Tests.EngineIo;

/// <summary>Whose fault it is that a request with middlewares fails.</summary>
public class MiddlewareFaultTests
{
    private readonly InvalidOperationException _failure = new("broken");

    [Fact]
    public async Task WhatTheEngineThrowsIsTheEngines()
    {
        var run = new Middlewares(new DefaultHttpContext(), [(_, next) => next(), async (_, next) => await next()], _ => throw _failure);
        Assert.Same(_failure, await Assert.ThrowsAsync<InvalidOperationException>(run.RunAsync));
    }

    [Fact]
    public async Task WhatAMiddlewareMakesOfItIsTheMiddlewares()
    {
        var own = new InvalidOperationException("worse");
        var run = new Middlewares(new DefaultHttpContext(), [(_, next) => next().ContinueWith(_ => throw own, TaskScheduler.Default)], _ => throw _failure);
        Assert.Same(own, await run.RunAsync());
    }

    [Fact]
    public async Task AClientThatHasGoneIsNobodysFault()
    {
        var gone = new CancellationToken(canceled: true);
        var run = new Middlewares(new DefaultHttpContext { RequestAborted = gone }, [(context, _) => Task.FromCanceled(context.RequestAborted)], _ => throw _failure);
        Assert.Null(await run.RunAsync());
    }
}
