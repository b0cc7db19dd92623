using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace AkkaSocketIo.Clients.Tests;

/// <summary>A script that runs in Node.js and reports in lines of JSON.</summary>
internal sealed class NodeScript : IAsyncDisposable
{
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(60));
    private readonly Process _process;
    private readonly string _name;
    private readonly Task<string> _errors;
    private string? _last;

    private NodeScript(Process process, string name)
    {
        _process = process;
        _name = name;
        _errors = process.StandardError.ReadToEndAsync();
    }

    public static NodeScript Start(string name, params string[] arguments)
    {
        var start = new ProcessStartInfo("node", [name, .. arguments])
        {
            WorkingDirectory = Node.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        return new NodeScript(Process.Start(start)!, name);
    }

    /// <summary>What the next report says of this subject, which must be what it is about.</summary>
    public async Task<JsonElement> NextAsync(string subject)
    {
        var report = await TryNextAsync() ?? throw new EndOfStreamException($"{_name} has ended: {await _errors}");
        return report.TryGetProperty(subject, out var value) ? value : throw new InvalidDataException($"{_name} reports {report}, not {subject}");
    }

    /// <summary>The next report; null when the script has ended.</summary>
    public async Task<JsonElement?> TryNextAsync() => await ReadLineAsync() is { } line ? JsonElement.Parse(line) : null;

    /// <summary>The script has nothing more to say and ends by itself: nothing that it opened is left open.</summary>
    public async Task EndAsync()
    {
        Assert.Null(await ReadLineAsync());
        await _process.WaitForExitAsync(_patience.Token);
        Assert.True(_process.ExitCode == 0, $"{_name} has failed: {await _errors}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
        _patience.Dispose();
    }

    private async Task<string?> ReadLineAsync()
    {
        try
        {
            var line = await _process.StandardOutput.ReadLineAsync(_patience.Token);
            _last = line ?? _last;
            return line;
        }
        catch (OperationCanceledException e)
        {
            throw new TimeoutException($"{_name} hangs; the last that it said: {_last}", e);
        }
    }
}
