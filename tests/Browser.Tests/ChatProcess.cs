using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Threading.Channels;

namespace AkkaSocketIo.Browser.Tests;

/// <summary>The chat, run as an operator runs it and stopped as with Ctrl-C.</summary>
internal sealed class ChatProcess : IAsyncDisposable
{
    private const int SigInt = 2;
    private const string Greeting = "Chat is at ";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_stopWithin = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly Channel<string> _unread = Channel.CreateUnbounded<string>();
    private readonly List<string> _output = [];

    private ChatProcess(IEnumerable<string> args)
    {
        // A script that runs these tests in the background has them ignore SIGINT, and a child would inherit that.
        _process = new Process
        {
            StartInfo = new ProcessStartInfo("env", ["--default-signal=INT", "dotnet", Machine.Chat, .. args])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        _process.OutputDataReceived += (_, e) => Take(e.Data);
        _process.ErrorDataReceived += (_, e) => Take(e.Data);
    }

    public Uri Address { get; private set; } = new("about:blank");

    public static Task<ChatProcess> StartAsync(params string[] args) => StartAtAsync("http://127.0.0.1:0", args);

    public static async Task<ChatProcess> StartAtAsync(string urls, params string[] args)
    {
        var chat = new ChatProcess(["--urls", urls, .. args]);
        chat._process.Start();
        chat._process.BeginOutputReadLine();
        chat._process.BeginErrorReadLine();
        try
        {
            chat.Address = new Uri((await chat.ReadToAsync(Greeting))[Greeting.Length..]);
        }
        catch
        {
            await chat.DisposeAsync();
            throw;
        }

        return chat;
    }

    /// <summary>Reads what it says up to a line with this text, and returns that line.</summary>
    public async Task<string> ReadToAsync(string text)
    {
        using var patience = new CancellationTokenSource(s_patience);
        try
        {
            await foreach (var line in _unread.Reader.ReadAllAsync(patience.Token))
            {
                if (line.Contains(text, StringComparison.Ordinal))
                    return line;
            }
        }
        catch (OperationCanceledException)
        {
        }

        throw new InvalidOperationException($"The chat did not say '{text}' but:\n{Output()}");
    }

    /// <summary>Ctrl-C: it ends soon and in good order, and had nothing to complain about before.</summary>
    public async Task StopAsync()
    {
        var start = Stopwatch.GetTimestamp();
        Assert.Equal(0, Kill(_process.Id, SigInt));
        using var patience = new CancellationTokenSource(s_patience);
        await _process.WaitForExitAsync(patience.Token);
        Assert.True(Stopwatch.GetElapsedTime(start) < s_stopWithin, $"It took {Stopwatch.GetElapsedTime(start)} to stop.");
        Assert.True(_process.ExitCode == 0, $"Exit code {_process.ExitCode}:\n{Output()}");
        Assert.DoesNotMatch("(?m)^(warn|fail|crit)|akka", Output());
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void Take(string? line)
    {
        if (line is null)
            return;
        lock (_output)
        {
            _output.Add(line);
        }

        _unread.Writer.TryWrite(line);
    }

    private string Output()
    {
        lock (_output)
        {
            return string.Join('\n', _output);
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
