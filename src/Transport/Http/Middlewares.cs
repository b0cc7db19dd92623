using Microsoft.AspNetCore.Http;

namespace AkkaSocketIo.Transport.Http;

/// <summary>One request on its way through an engine's middlewares.</summary>
internal sealed class Middlewares(HttpContext context, IReadOnlyList<Func<HttpContext, Func<Task>, Task>> chain, Func<HttpContext, Task> engine)
{
    private Exception? _engines;
    private bool _hasServed;

    /// <summary>Null when the request has been served, by whomever; else what a middleware has thrown. What the engine throws is thrown.</summary>
    public async Task<Exception?> RunAsync()
    {
        try
        {
            await NextAsync(0).ConfigureAwait(false);
            return null;
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has gone; nobody is to blame, and nobody is there to be answered.
            return null;
        }
        catch (Exception e) when (!ReferenceEquals(e, _engines))
        {
            return e;
        }
    }

    private Task NextAsync(int index) => index < chain.Count ? chain[index](context, () => NextAsync(index + 1)) : ServeAsync();

    private async Task ServeAsync()
    {
        if (_hasServed)
        {
            throw new InvalidOperationException("A middleware of the engine went on twice with one request.");
        }

        _hasServed = true;
        try
        {
            await engine(context).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            _engines = e;
            throw;
        }
    }
}
