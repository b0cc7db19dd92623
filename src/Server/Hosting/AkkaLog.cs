using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Event;
using Microsoft.Extensions.Logging;
using AkkaLevel = Akka.Event.LogLevel;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace AkkaSocketIo.Server.Hosting;

/// <summary>Takes what an actor system of ours has to say to the host's log; Akka by itself writes to the console.</summary>
internal sealed partial class AkkaLog : UntypedActor
{
    private static readonly Config s_config = ConfigurationFactory.ParseString(
        $"akka.loggers = [\"{typeof(AkkaLog).FullName}, {typeof(AkkaLog).Assembly.GetName().Name}\"]");

    private readonly ILogger _log = Context.System.Settings.Setup.Get<LoggersSetup>().Value.Loggers.CreateLogger("akka");

    /// <summary>The setup of an actor system that logs to these loggers, unless its configuration names others.</summary>
    public static ActorSystemSetup Setup(Config config, ILoggerFactory loggers) =>
        BootstrapSetup.Create().WithConfig(config.WithFallback(s_config)).And(new LoggersSetup(loggers));

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case InitializeLogger:
                Sender.Tell(new LoggerInitialized());
                break;
            case LogEvent e:
                var level = LevelOf(e.LogLevel());
                Log(_log, level, e.Cause, e.LogSource, e.Message);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private static LogLevel LevelOf(AkkaLevel level) => level switch
    {
        AkkaLevel.DebugLevel => LogLevel.Debug,
        AkkaLevel.InfoLevel => LogLevel.Information,
        AkkaLevel.WarningLevel => LogLevel.Warning,
        _ => LogLevel.Error,
    };

    [LoggerMessage(EventId = 102, EventName = "ActorSystem", Message = "{Source}: {Text}")]
    private static partial void Log(ILogger log, LogLevel level, Exception? cause, string source, object? text);

    private sealed class LoggersSetup(ILoggerFactory loggers) : Setup
    {
        public ILoggerFactory Loggers => loggers;
    }
}
