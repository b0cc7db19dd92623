using Akka.Actor;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AkkaSocketIo.Server.Hosting;

internal sealed partial class EngineNode
{
    private static readonly TimeSpan s_livePatience = TimeSpan.FromSeconds(5);

    /// <summary>Whether new clients are taken.</summary>
    public HealthCheckResult CheckReady()
    {
        if (_system.WhenTerminated.IsCompleted)
        {
            return HealthCheckResult.Unhealthy("The actor system has terminated.");
        }

        if (_engines.Any(e => e.IsClosed))
        {
            return HealthCheckResult.Unhealthy("The server is closing.");
        }

        if (_engines.Any(e => !e.TakesSessions))
        {
            // Anybody can bring that about: no reason to take the server away from the clients that it has.
            return HealthCheckResult.Degraded("max-pending-handshakes is reached: new clients are refused.");
        }

        return _buffer.IsFull
            ? HealthCheckResult.Degraded($"max-buffered-bytes-total is reached: {_buffer.Bytes} bytes wait to be sent.")
            : HealthCheckResult.Healthy();
    }

    /// <summary>Whether the topmost actors answer: if not, only a new process helps.</summary>
    public async Task<HealthCheckResult> CheckLiveAsync(CancellationToken cancellationToken)
    {
        if (_system.WhenTerminated.IsCompleted)
        {
            return HealthCheckResult.Unhealthy("The actor system has terminated.");
        }

        using var patience = new CancellationTokenSource(s_livePatience, Time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        foreach (var root in _roots)
        {
            try
            {
                var answer = await root.Ask<ActorIdentity>(new Identify(null), Timeout.InfiniteTimeSpan, end.Token).ConfigureAwait(false);
                if (answer.Subject is null)
                {
                    return HealthCheckResult.Unhealthy($"The actor {root.Path} has stopped.");
                }
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return HealthCheckResult.Unhealthy($"The actor {root.Path} has not answered within {s_livePatience.TotalSeconds} seconds.");
            }
        }

        return HealthCheckResult.Healthy();
    }
}
